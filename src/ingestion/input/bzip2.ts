import bitIterator from "unbzip2-stream/lib/bit_iterator.js";
import bzip2 from "unbzip2-stream/lib/bzip2.js";
import { UnreadableError } from "../../formats/rejections.ts";

/** The largest block in compressed form, in bytes: 900,001 symbols of up to 20 bits, and its tables. */
const LONGEST_BLOCK = 2_300_000;

/**
 * Decompresses bzip2 block by block, including several streams in a row. The library's own stream is not used, because it
 * decodes everything that it has received at once: 1 kB of zeros would become 1 GB in memory. Here the reader sets the pace,
 * and only one block is in memory: usually 900 kB, at most 46 MB.
 *
 * @throws UnreadableError if the bytes are cut off or damaged; each block has a checksum
 */
export async function* unbzip2(compressed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const waiting: Buffer[] = [Buffer.alloc(0)];
  let received = 0;
  const bits = bitIterator(() => waiting.shift() ?? throwCutOff());
  const blocks = decodeBlocks(bits);
  for await (const chunk of compressed) {
    waiting.push(chunk);
    received += chunk.length;
    while (received - bits.bytesRead > LONGEST_BLOCK) yield* decoded(blocks);
  }
  if (received === 0) throwCutOff();
  let isWhole = false;
  while (received > bits.bytesRead || !isWhole) {
    const block = blocks.next().value;
    isWhole = block === null;
    if (block) yield block;
  }
}

function* decoded(blocks: Iterator<Buffer | null>): Generator<Buffer> {
  const block = blocks.next().value;
  if (block) yield block;
}

/** Yields the blocks of the streams, and null after the last block of each. */
function* decodeBlocks(bits: Bzip2Bits): Generator<Buffer | null, never> {
  for (;;) {
    const blockSize = 100_000 * orDamaged(() => bzip2.header(bits));
    const symbols = new Int32Array(blockSize);
    let checksum: number | null = 0;
    while (checksum !== null) {
      const before: number = checksum;
      const bytes = growingBuffer(blockSize);
      checksum = orDamaged(() => bzip2.decompress(bits, bytes.push, symbols, blockSize, before));
      yield checksum === null ? null : bytes.take();
    }
  }
}

function growingBuffer(size: number) {
  let buffer = Buffer.allocUnsafe(size);
  let length = 0;
  return {
    push(byte: number) {
      if (length === buffer.length) buffer = Buffer.concat([buffer], 2 * length);
      buffer[length++] = byte;
    },
    take: () => buffer.subarray(0, length),
  };
}

function throwCutOff(): never {
  throw new UnreadableError("The bzip2 file is cut off: copy or download it again.");
}

/** Replaces the decoder's own errors, which people cannot act on. */
function orDamaged<Result>(decode: () => Result): Result {
  try {
    return decode();
  } catch (error) {
    if (error instanceof UnreadableError) throw error;
    throw new UnreadableError("The file is damaged, or not in bzip2 format: copy or download it again.");
  }
}
