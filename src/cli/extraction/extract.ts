import { InputError } from "../../archive/lists/inputError.ts";
import { SHIPPED_MODEL } from "../../extraction/shippedModel.ts";
import type { InputFile } from "../../formats/drafts.ts";
import { readPageArticle } from "../../formats/htmlPage/article.ts";
import { readPageText } from "../../formats/htmlPage/bytes.ts";
import { withoutHeader } from "../../formats/plainText/header.ts";
import { UnreadableError } from "../../formats/rejections.ts";
import { openInputs } from "../../ingestion/input.ts";
import { say } from "../archive.ts";
import { type ExtractorChoice, openModel } from "../extractionModels.ts";
import { runImport } from "../import.ts";
import { oneLine } from "../oneLine.ts";
import { startProgress } from "../progress.ts";
import { articleFormats, isPage } from "./articleFormats.ts";
import { describeExtracted, type Extracted, extractText } from "./extracted.ts";
import type { TextMessage } from "./messages.ts";
import { type Extractors, inOrder, startThreads } from "./pool.ts";

/** The options of `onrecord extract`; with `--record`, those of an import have the same meaning as there. */
export interface ExtractCommandOptions extends ExtractorChoice {
  /** Whether to put the proposals into the archive, with their articles. */
  record: boolean;
  keepBody: boolean;
  source?: string;
  dryRun: boolean;
  rejects?: string;
  minScore: number;
  language: string | undefined;
  json: boolean;
  /** How many threads extract at most. */
  threads: number;
}

/** Some files could not be read. */
const NOT_ALL = 1;
/** A thread that starts for fewer files costs more than it saves. */
const FILES_FOR_A_THREAD = 50;

/**
 * Proposes the statements of articles, and prints them in the order of the files. With `--record`, imports the files instead, as
 * `onrecord import text` and `html` do.
 */
export async function runExtraction(paths: string[], options: ExtractCommandOptions): Promise<void> {
  if (options.record) {
    const { language, ...others } = options;
    return runImport(articleFormats, paths, { ...others, ...(language && { language }) });
  }
  const unused = (["keepBody", "source", "dryRun", "rejects"] as const).find((name) => options[name]);
  if (unused) {
    const written = unused.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    throw new InputError(written, `--${written} is about what is recorded: add --record, or leave it out.`);
  }
  const inputs = await openInputs(paths, articleFormats.isOwn, { standardInput: process.stdin });
  const extractors = await openExtractors(options, inputs.files.length);
  const progress = startProgress("articles", inputs.progress);
  const withoutModel = new Set<string>();
  try {
    const results = inOrder(inputs.files, extractors.capacity, async (file) =>
      extractors.extract(await readMessage(file)),
    );
    for await (const result of results) {
      progress.add(1);
      if ("error" in result) reportUnreadable(result.input.path, result.error);
      else {
        if (!/^(?:en|und)\b/.test(result.output.language)) withoutModel.add(result.output.language);
        await writeOutput(options.json ? `${JSON.stringify(result.output)}\n` : describeExtracted(result.output));
      }
    }
  } finally {
    progress.end();
    await Promise.all([extractors.close(), inputs.close()]);
  }
  if (withoutModel.size === 0) return;
  say(
    `There is no model for ${[...withoutModel].sort().join(", ")}: only quotations with a speaker beside them are proposed.`,
  );
}

/** Returns the text of a file, with spaces in place of its header; of a web page, the article. */
async function readMessage(file: InputFile): Promise<TextMessage> {
  if (!(await isPage(file))) return { file: file.name, text: withoutHeader(await file.text()), isPage: false };
  const article = await readPageArticle(await readPageText(file));
  if ("code" in article) throw new UnreadableError(article.message, article.code);
  return { file: file.name, text: article.body, isPage: true };
}

/** Extracts in this thread if the files are few. */
async function openExtractors(
  { threads, minScore, language, ...choice }: ExtractCommandOptions,
  files: number,
): Promise<Extractors> {
  const model = await openModel(choice);
  const settings = { model: choice.rules ? null : (choice.model ?? SHIPPED_MODEL), minScore, language };
  const useful = Math.min(threads, Math.floor(files / FILES_FOR_A_THREAD));
  if (useful > 1) return startThreads(useful, settings);
  return {
    capacity: 1,
    extract: async (message): Promise<Extracted> => extractText(message, model, settings),
    close: async () => {},
  };
}

function reportUnreadable(path: string, error: unknown): void {
  if (!(error instanceof UnreadableError)) throw error;
  say(oneLine(`${path}: ${error.message}`));
  process.exitCode = NOT_ALL;
}

/** Waits until the reader has taken the text, or has gone. */
async function writeOutput(text: string): Promise<void> {
  const { stdout } = process;
  if (stdout.write(text) || stdout.destroyed) return;
  await new Promise<void>((resolve) => {
    const events = ["drain", "error", "close"];
    const go = () => {
      for (const event of events) stdout.off(event, go);
      resolve();
    };
    for (const event of events) stdout.on(event, go);
  });
}
