import { UnreadableError } from "../../formats/rejections.ts";

/** The letters of Windows-1252 where Latin-1 has controls, from 0x80. Its five undefined bytes are "\ufffd". */
const WINDOWS_1252 = "€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ";

/**
 * Yields bytes of any encoding in UTF-8.
 *
 * @throws UnreadableError at bytes that the encoding does not have
 */
export async function* toUtf8(bytes: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  // Some versions of Node take Windows-1252 for Latin-1.
  const decode =
    encoding === "windows-1252" ? fromWindows1252 : (chunk?: Buffer) => decoder.decode(chunk, { stream: !!chunk });
  try {
    for await (const chunk of bytes) yield Buffer.from(decode(chunk));
    yield Buffer.from(decode());
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UnreadableError(`The file is not in ${encoding}: give --encoding the one that it is in.`);
  }
}

function fromWindows1252(chunk?: Buffer): string {
  return (chunk?.toString("latin1") ?? "").replace(
    /[\x80-\x9f]/g,
    (byte) => WINDOWS_1252[byte.charCodeAt(0) - 0x80] ?? "",
  );
}
