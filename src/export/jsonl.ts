import type { DumpLine } from "./dump/line.ts";

/** Writes parts of the archive, one per line, in the form that `onrecord import jsonl` reads. */
export async function* writeJsonl(pages: AsyncIterable<DumpLine[]>): AsyncGenerator<string> {
  for await (const page of pages) yield page.map((line) => `${JSON.stringify(line)}\n`).join("");
}
