import type { DumpLine } from "./dump.ts";

/** Pieces of the archive, one a line, in the terms in which `onrecord import jsonl` takes them. */
export async function* writeJsonl(pages: AsyncIterable<DumpLine[]>): AsyncGenerator<string> {
  for await (const page of pages) yield page.map((line) => `${JSON.stringify(line)}\n`).join("");
}
