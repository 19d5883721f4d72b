// The decoder inside unbzip2-stream 1.4.3, whose own types describe only the stream around it.

/** Reads a number of bits; null moves on to the next whole byte. */
interface Bzip2Bits {
  (count: number | null): number;
  /** The number of bytes read, including one read in part. */
  bytesRead: number;
}

declare module "unbzip2-stream/lib/bzip2.js" {
  const decoder: {
    /** Reads the head of a stream. Returns the largest size of its blocks, in units of 100,000 bytes. */
    header(bits: Bzip2Bits): number;
    /** Decodes a block. Returns the checksum so far, or null at the end of the stream. */
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
