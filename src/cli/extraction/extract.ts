import { UnreadableError } from "../../formats/rejections.ts";
import { openInputs } from "../../ingestion/input.ts";
import { say } from "../archive.ts";
import { oneLine } from "../oneLine.ts";
import { startProgress } from "../progress.ts";
import { describeExtracted, type Extracted, extractText } from "./extracted.ts";
import { type ExtractorChoice, openModel, SHIPPED_MODEL } from "./models.ts";
import { type Extractors, inOrder, startThreads } from "./pool.ts";

export interface ExtractCommandOptions extends ExtractorChoice {
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

/** Proposes the statements of plain-text articles, and prints them in the order of the files. */
export async function runExtraction(paths: readonly string[], options: ExtractCommandOptions): Promise<void> {
  const inputs = await openInputs(paths, (name) => name.endsWith(".txt"), { standardInput: process.stdin });
  const extractors = await openExtractors(options, inputs.files.length);
  const progress = startProgress("articles", inputs.progress);
  const withoutModel = new Set<string>();
  try {
    const results = inOrder(inputs.files, extractors.capacity, async (file) =>
      extractors.extract({ file: file.name, text: await file.text() }),
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
