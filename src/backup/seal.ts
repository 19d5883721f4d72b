import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { crc32 } from "node:zlib";

/** The header of a gzip member without a name, a time or an operating system, so that a seal has the same bytes everywhere. */
const GZIP_HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);

const SEAL_WORD = "sha256 ";

/**
 * Returns the end of a backup: the checksum of every byte before it. It is a gzip member by itself (stored, not compressed), so
 * that `gunzip` reads the whole file.
 */
function sealOf(digest: string): Buffer {
  const text = Buffer.from(`${SEAL_WORD}${digest}\n`);
  const stored = Buffer.from([1, text.length, 0, 255 - text.length, 255]);
  const end = Buffer.alloc(8);
  end.writeUInt32LE(crc32(text), 0);
  end.writeUInt32LE(text.length, 4);
  return Buffer.concat([GZIP_HEADER, stored, text, end]);
}

const EXAMPLE = sealOf("0".repeat(64));
const START = EXAMPLE.subarray(0, EXAMPLE.indexOf(SEAL_WORD) + SEAL_WORD.length);

/** Passes the bytes on and ends them with their seal. */
export async function* sealed(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  for await (const piece of bytes) {
    hash.update(piece);
    yield piece;
  }
  yield sealOf(hash.digest("hex"));
}

/** Reads a sealed file. Returns whether it is whole, lacks its end, or has other bytes than were written. */
export async function verifySeal(path: string): Promise<"WHOLE" | "CUT" | "CHANGED"> {
  const hash = createHash("sha256");
  let last = Buffer.alloc(0);
  for await (const piece of createReadStream(path)) {
    const known = Buffer.concat([last, piece as Buffer]);
    const end = Math.max(0, known.length - EXAMPLE.length);
    hash.update(known.subarray(0, end));
    last = known.subarray(end);
  }
  if (last.equals(sealOf(hash.digest("hex")))) return "WHOLE";
  return last.subarray(0, START.length).equals(START) ? "CHANGED" : "CUT";
}
