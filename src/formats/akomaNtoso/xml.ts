import type { InputFile } from "../drafts.ts";
import { decodeUtf8, refuseOtherEncodings } from "../reading/encoding.ts";
import { openXmlParser, XmlError, type XmlEvents } from "../reading/xml.ts";
import { type RejectCode, UnreadableError } from "../rejections.ts";

/** At least four times the longest body that the archive takes. */
const MOST_BYTES = 32 * 1024 * 1024;

/** The reason why a file was not read to its end. */
export interface XmlProblem {
  code: RejectCode;
  line: number;
  /** A sentence. */
  message: string;
}

/**
 * Reads an XML file from its beginning to its end, without keeping it in memory.
 *
 * @returns null, or the reason why it stopped
 * @throws UnreadableError if the encoding is not UTF-8, or the file is larger than 32 MB
 */
export async function readXml(file: InputFile, events: XmlEvents): Promise<XmlProblem | null> {
  const parser = openXmlParser(events);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let bytes = 0;
  try {
    for await (const chunk of file.bytes()) {
      if (bytes === 0) refuseOtherEncodings(chunk);
      bytes += chunk.length;
      if (bytes > MOST_BYTES) throw new UnreadableError("The file is larger than 32 MB: split it.", "TOO_LARGE");
      parser.write(decode(decoder, chunk));
    }
    parser.write(decode(decoder)).close();
    return null;
  } catch (error) {
    if (error instanceof XmlError) return { code: error.code, line: parser.line, message: error.message };
    throw error;
  }
}

function decode(decoder: TextDecoder, chunk?: Buffer): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    if (chunk) decodeUtf8(chunk, "The file");
    throw new UnreadableError("The file ends in the middle of a character: download it again.");
  }
}
