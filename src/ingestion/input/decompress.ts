import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { UnreadableError } from "../../formats/rejections.ts";
import { unbzip2 } from "./bzip2.ts";

/** How a file is compressed, by the ending of its name. */
export type Compression = "gz" | "bz2" | null;

const ENDING = /\.(gz|bz2)$/i;

/** What a file's name says of its compression, and the name without it. */
export function splitCompression(name: string): { name: string; compression: Compression } {
  const ending = ENDING.exec(name)?.[1]?.toLowerCase();
  return { name: name.replace(ENDING, ""), compression: (ending as Compression | undefined) ?? null };
}

/** What the first bytes say, for input that has no name. */
export function compressionOf(bytes: Buffer): Compression {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return "gz";
  return /^BZh[1-9]1AY&SY/.test(bytes.toString("latin1", 0, 10)) ? "bz2" : null;
}

/**
 * Decompresses as it is read, at the reader's pace.
 *
 * @throws UnreadableError where the archive is cut off or damaged
 */
export function decompress(raw: AsyncIterable<Buffer>, compression: Compression): AsyncIterable<Buffer> {
  if (compression === "gz") return gunzip(raw);
  return compression === "bz2" ? unbzip2(raw) : raw;
}

async function* gunzip(raw: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const stream = createGunzip();
  // Whatever goes wrong is thrown by the loop below.
  pipeline(raw, stream, () => {});
  try {
    for await (const chunk of stream) yield chunk;
  } catch (error) {
    throw asUnreadable(error as NodeJS.ErrnoException);
  }
  // zlib takes nothing at all for a whole archive.
  if (stream.bytesWritten === 0) throw cutOff();
}

function asUnreadable(error: NodeJS.ErrnoException): Error {
  if (error.code === "Z_BUF_ERROR") return cutOff();
  if (!error.code?.startsWith("Z_")) return error;
  return new UnreadableError("The gzip archive is damaged, or is none: copy or download it again.");
}

function cutOff(): UnreadableError {
  return new UnreadableError("The gzip archive is cut off: copy or download it again.");
}
