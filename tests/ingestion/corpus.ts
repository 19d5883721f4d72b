import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "../../src/database.ts";
import { dump } from "../../src/export/dump.ts";
import type { Format } from "../../src/formats/drafts.ts";
import type { Rejection } from "../../src/formats/rejections.ts";
import { openInputs } from "../../src/ingestion/input.ts";
import { type Imported, importFiles } from "../../src/ingestion/pipeline.ts";
import type { ImportOptions } from "../../src/ingestion/run.ts";

/** Makes a folder for the input of one test file, and returns a function that removes it. */
export async function inputFolder(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "onrecord-test-"));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Imports paths as the command does. */
export async function runImport(
  database: Database,
  format: Format,
  paths: string[],
  { run = importFiles, ...options }: Partial<ImportOptions> & { run?: typeof importFiles } = {},
): Promise<Imported & { rejections: Rejection[] }> {
  const inputs = await openInputs(paths, format.isOwn, { standardInput: process.stdin });
  const rejections: Rejection[] = [];
  try {
    const imported = await run(database, format, inputs.files, {
      defaults: {},
      paths,
      signal: new AbortController().signal,
      onBegin: () => {},
      onProgress: () => {},
      onRejection: (rejection) => rejections.push(rejection),
      ...options,
    });
    return { ...imported, rejections };
  } finally {
    await inputs.close();
  }
}

/** Returns everything that the archive says, without ids. */
export function contentOf(database: Database): Promise<string> {
  return database.transaction(async (transaction) => {
    let lines = "";
    for await (const page of dump(transaction, { statementIds: null, bodies: true, isStill: true })) {
      for (const line of page) lines += `${JSON.stringify(line)}\n`;
    }
    return lines;
  });
}

export const HARBOUR_BODY =
  "Mayor Ada Brandt opened the hearing. The old harbour must stay open, she said. Trade will follow, she promised. Nobody asked why.";

interface StatementLine {
  exact: string;
  text?: string;
  speaker?: string;
}

/** Returns a jsonl file about fictional people: the nouns, and one article for each list of statements. */
export function harbourLines(
  articles: readonly { url: string; body?: string; statements: readonly StatementLine[] }[],
): string {
  const lines = [
    { source: { slug: "sandholm-post", name: "Sandholm Post", kind: "OUTLET", fictional: true } },
    { speaker: { slug: "ada-brandt", name: "Ada Brandt", kind: "PERSON", fictional: true } },
    ...articles.map(({ url, body, statements }) => ({
      article: {
        ...{ url, headline: "The harbour hearing", publishedAt: "2031-05-14", language: "en", source: "sandholm-post" },
        ...(body === undefined ? {} : { body }),
        fictional: true,
        statements: statements.map(({ exact, text = `It was said: ${exact}`, speaker = "ada-brandt" }) => ({
          ...{ kind: "INDIRECT", text, speaker },
          appearance: { passage: { exact } },
        })),
      },
    })),
  ];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

/** Writes a file for the test and returns its path. */
export async function writeInput(folder: string, name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}
