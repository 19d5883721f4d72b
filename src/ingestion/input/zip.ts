import { crc32 } from "node:zlib";
import { type Entry, fromBufferPromise } from "yauzl";
import type { ZipParts } from "../../formats/drafts.ts";
import { UnreadableError } from "../../formats/rejections.ts";

const LARGEST_PACKED_BYTES = 64_000_000;
const MOST_PARTS = 10_000;
/** A part may unpack to this, or to 200 times its own size: sheets of equal rows come to a hundred times. */
const LARGEST_PART_BYTES = 256_000_000;
const MOST_TIMES = 200;
const LARGEST_UNPACKED_BYTES = 2_000_000_000;

/**
 * Opens a zip file, which is in memory as it is, packed: its list of parts stands at its end.
 *
 * @param largestPart what a part may unpack to at most, in bytes
 * @throws UnreadableError, as does reading a part, if the file is damaged, too large, or made to fill memory and time
 */
export async function openZip(bytes: AsyncIterable<Buffer>, largestPart = LARGEST_UNPACKED_BYTES): Promise<ZipParts> {
  const packed = await readWhole(bytes);
  return orDamagedZip(async () => {
    const zip = await fromBufferPromise(packed);
    const parts = new Map<string, () => AsyncIterable<Buffer>>();
    for await (const entry of zip.eachEntry()) {
      refuseBomb(entry, parts.size, largestPart);
      parts.set(entry.fileName.toLowerCase(), () => unpack(entry, () => zip.openReadStreamPromise(entry)));
    }
    return parts;
  });
}

async function readWhole(bytes: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    length += chunk.length;
    if (length > LARGEST_PACKED_BYTES)
      throw new UnreadableError("The file is larger than 64 MB: split it.", "TOO_LARGE");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Refuses by what the list of parts says; reading a part checks that it is true. */
function refuseBomb({ compressedSize, uncompressedSize }: Entry, before: number, largestPart: number): void {
  const most = Math.max(LARGEST_PART_BYTES, compressedSize * MOST_TIMES);
  if (before < MOST_PARTS && uncompressedSize <= Math.min(most, largestPart)) return;
  const message = "The file unpacks to far more than a table needs: it is damaged, or made to exhaust the computer.";
  throw new UnreadableError(message, "TOO_LARGE");
}

async function* unpack(entry: Entry, open: () => Promise<AsyncIterable<Buffer>>): AsyncGenerator<Buffer> {
  let sum = 0;
  const chunks = (await orDamagedZip(open))[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await orDamagedZip(() => chunks.next());
      if (next.done) break;
      sum = crc32(next.value, sum);
      yield next.value;
    }
  } finally {
    await chunks.return?.();
  }
  if (sum !== entry.crc32) throw damaged();
}

async function orDamagedZip<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof UnreadableError ? error : damaged();
  }
}

function damaged(): UnreadableError {
  return new UnreadableError(
    "The file is damaged or cut off: open it in a spreadsheet program and save it, or copy it again.",
  );
}
