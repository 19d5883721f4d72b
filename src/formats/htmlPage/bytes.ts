import { isUtf8 } from "node:buffer";
import { withoutStray } from "../../text/clean.ts";
import type { InputFile } from "../drafts.ts";
import { encodingNamed } from "../reading/decode.ts";
import { decodeUtf8, refuseOtherFiles } from "../reading/encoding.ts";
import { UnreadableError } from "../rejections.ts";

/** Pages of the news have a tenth of this; those with pictures in them have more. */
const LARGEST_PAGE_BYTES = 5_000_000;
/** The part of a page in which it must name its encoding (HTML, 4.2.5.4), with room for what browsers put before. */
const FIRST_BYTES = 4_096;
const CHARSET = /<meta\s[^>]*charset\s*=\s*["']?\s*([\w-]+)/i;

/**
 * Returns the text of a page: in UTF-8, in UTF-16 with its mark, or in the encoding that the page names.
 *
 * @throws UnreadableError if it is too large, is not text, or is in an encoding that it does not name
 */
export async function readPageText(file: InputFile): Promise<string> {
  const bytes = await readBytes(file);
  refuseOtherFiles(bytes);
  const encoding = encodingOf(bytes);
  const text = encoding ? new TextDecoder(encoding).decode(bytes) : decodeUtf8(bytes, "The page");
  if (text.includes("\0")) throw new UnreadableError("The file is not a web page: it has bytes that no text has.");
  return withoutStray(text).replace(/^\ufeff/, "");
}

async function readBytes(file: InputFile): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of file.bytes()) {
    length += chunk.length;
    if (length > LARGEST_PAGE_BYTES) {
      const message = "The page is larger than 5 MB: save it without pictures, or give the article's text.";
      throw new UnreadableError(message, "TOO_LARGE");
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Pages that a browser has saved may be in UTF-8 and still name their first encoding. */
function encodingOf(bytes: Buffer): string | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (isUtf8(bytes)) return "utf-8";
  const named = encodingNamed(CHARSET.exec(bytes.toString("latin1", 0, FIRST_BYTES))?.[1] ?? "");
  return named === "utf-8" ? null : named;
}
