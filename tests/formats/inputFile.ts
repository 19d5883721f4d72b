import { dirname, posix, relative } from "node:path";
import type { InputFile } from "../../src/formats/drafts.ts";
import { splitCompression } from "../../src/ingestion/input/decompress.ts";
import { inputFile as open } from "../../src/ingestion/input/inputFile.ts";
import { readLines, readText } from "../../src/ingestion/input/text.ts";
import { toUtf8 } from "../../src/ingestion/input/toUtf8.ts";
import { openZip } from "../../src/ingestion/input/zip.ts";

/** Returns a file on disk as format readers receive it. */
export function inputFile(path: string, root: string = dirname(path)): InputFile {
  return open({ path, location: path, size: 0, isAlone: false, ...splitCompression(relative(root, path)) });
}

/**
 * Returns a file that exists only in memory. Its bytes arrive in pieces of an odd size, which cut letters and tags in
 * two.
 */
export function inputText(name: string, content: string | Buffer): InputFile {
  const all = Buffer.from(content as string);
  async function* bytes(): AsyncGenerator<Buffer> {
    for (let at = 0; at < all.length; at += 997) yield all.subarray(at, at + 997);
  }
  return {
    path: posix.join("corpus", name),
    name,
    bytes,
    text: () => readText(bytes()),
    parts: () => openZip(bytes()),
    lines: ({ encoding = "utf-8", ...options } = {}) =>
      readLines(encoding === "utf-8" ? bytes() : toUtf8(bytes(), encoding), options),
    beside: () => Promise.resolve(null),
    namesIn: () => Promise.resolve([]),
  };
}
