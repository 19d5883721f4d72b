// The decoder inside of unbzip2-stream 1.4.3, whose own types describe only the stream around it.

/** Reads so many bits; null goes on to the next whole byte. */
interface Bzip2Bits {
  (count: number | null): number;
  /** How many bytes were begun. */
  bytesRead: number;
}

declare module "unbzip2-stream/lib/bzip2.js" {
  const decoder: {
    /** Reads the head of a stream; answers how many times 100,000 bytes a block of it can have. */
    header(bits: Bzip2Bits): number;
    /** Decodes a block; answers the checksum so far, or null where the stream ends. */
    decompress(
      bits: Bzip2Bits,
      onByte: (byte: number) => void,
      block: Int32Array,
      blockSize: number,
      checksum: number,
    ): number | null;
  };
  export = decoder;
}

declare module "unbzip2-stream/lib/bit_iterator.js" {
  function bitIterator(nextBuffer: () => Uint8Array): Bzip2Bits;
  export = bitIterator;
}
