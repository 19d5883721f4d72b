import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { UnreadableError } from "../../formats/rejections.ts";
import { unbzip2 } from "./bzip2.ts";

/** The compression of a file. */
export type Compression = "gz" | "bz2" | null;

const ENDING = /\.(gz|bz2)$/i;

/** Splits a file name into the name proper and the compression that its ending stands for. */
export function splitCompression(name: string): { name: string; compression: Compression } {
  const ending = ENDING.exec(name)?.[1]?.toLowerCase();
  return { name: name.replace(ENDING, ""), compression: (ending as Compression | undefined) ?? null };
}

/** Recognises the compression of input without a name by its first bytes. */
export function compressionOf(bytes: Buffer): Compression {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return "gz";
  return /^BZh[1-9]1AY&SY/.test(bytes.toString("latin1", 0, 10)) ? "bz2" : null;
}

/**
 * Decompresses a stream as it is read, at the reader's pace.
 *
 * @throws UnreadableError if the stream is cut off or damaged
 */
export function decompress(raw: AsyncIterable<Buffer>, compression: Compression): AsyncIterable<Buffer> {
  if (compression === "gz") return gunzip(raw);
  return compression === "bz2" ? unbzip2(raw) : raw;
}

async function* gunzip(raw: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const stream = createGunzip();
  // The loop below throws any error.
  pipeline(raw, stream, () => {});
  try {
    for await (const chunk of stream) yield chunk;
  } catch (error) {
    throw asUnreadable(error as NodeJS.ErrnoException);
  }
  // zlib accepts an empty file as complete.
  if (stream.bytesWritten === 0) throw cutOff();
}

function asUnreadable(error: NodeJS.ErrnoException): Error {
  if (error.code === "Z_BUF_ERROR") return cutOff();
  if (!error.code?.startsWith("Z_")) return error;
  return new UnreadableError("The file is damaged, or not in gzip format: copy or download it again.");
}

function cutOff(): UnreadableError {
  return new UnreadableError("The gzip file is cut off: copy or download it again.");
}
