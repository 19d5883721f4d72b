import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect } from "@jest/globals";
import type { InputFile, LineOptions } from "../../src/formats/drafts.ts";
import { type Inputs, openInputs } from "../../src/ingestion/input.ts";

/** A folder for the input of one test file, which is removed at its end. */
export const folder = mkdtempSync(join(tmpdir(), "onrecord-test-input-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes files below the folder. */
export function write(files: Record<string, string | Buffer>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

/** Whether a file found in a folder is one to read. */
export const isText = (name: string) => name.endsWith(".txt");

/** A pipe that brings the chunks. */
export async function* pipe(...chunks: (string | Buffer)[]): AsyncGenerator<Buffer> {
  for (const chunk of chunks) yield Buffer.from(chunk as string);
}

/** Opens files below the folder, or standard input by "-". */
export function open(names: readonly string[], standardInput: AsyncIterable<Buffer> = pipe()): Promise<Inputs> {
  const paths = names.map((name) => (name === "-" ? name : join(folder, name)));
  return openInputs(paths, isText, { standardInput });
}

/** Opens one file below the folder, after writing it. */
export async function openOne(name: string, content?: string | Buffer): Promise<InputFile> {
  if (content !== undefined) write({ [name]: content });
  const { files } = await open([name]);
  return files[0] as InputFile;
}

/** The texts of a file's lines, which are numbered from 1. */
export async function lines(file: InputFile, options: LineOptions = {}): Promise<(string | null)[]> {
  const all: { number: number; text: string | null }[] = [];
  for await (const line of file.lines(options)) all.push(line);
  expect(all.every(({ number }, i) => number === i + 1)).toBe(true);
  return all.map(({ text }) => text);
}
