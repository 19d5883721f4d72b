import { SaxesParser } from "saxes";
import type { InputFile } from "../drafts.ts";
import { decodeUtf8, refuseOtherEncodings } from "../reading/encoding.ts";
import { type RejectCode, UnreadableError } from "../rejections.ts";

/** The deepest nesting of elements: a transcript has about ten levels, a file made to exhaust a reader has millions. */
const DEEPEST = 200;
/** At least four times the longest body that the archive takes. */
const MOST_BYTES = 32 * 1024 * 1024;

const OPTIONS = { xmlns: false, forceXMLVersion: true, defaultXMLVersion: "1.0" } as const;

/** Called with the contents of a file, in order. Names are without their prefix. */
export interface XmlEvents {
  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void;
  close(name: string): void;
  text(text: string): void;
}

/** The reason why a file was not read to its end. */
export interface XmlProblem {
  code: RejectCode;
  line: number;
  /** A sentence. */
  message: string;
}

/**
 * Reads an XML file from its beginning to its end, without keeping it in memory. Only the five entities of XML itself are
 * known: a file that could declare others, or ask for another file, is refused at its DOCTYPE.
 *
 * @returns null, or the reason why it stopped
 * @throws UnreadableError if the encoding is not UTF-8, or the file is larger than 32 MB
 */
export async function readXml(file: InputFile, events: XmlEvents): Promise<XmlProblem | null> {
  const parser = openParser(events);
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

class XmlError extends Error {
  readonly code: RejectCode;
  constructor(message: string, code: RejectCode = "MALFORMED") {
    super(message);
    this.code = code;
  }
}

function openParser(events: XmlEvents): SaxesParser<typeof OPTIONS> {
  const parser = new SaxesParser(OPTIONS);
  // In the parser's own object, "&constructor;" would be found in the prototype.
  parser.ENTITIES = Object.assign(Object.create(null), { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" });
  let depth = 0;
  parser.on("xmldecl", ({ encoding = "utf-8" }) => {
    if (/^(utf-?8|us-ascii|ascii)$/i.test(encoding)) return;
    throw new UnreadableError(
      `The file declares the encoding “${encoding}”: convert it to UTF-8, and declare UTF-8 in its first line.`,
    );
  });
  parser.on("doctype", () => {
    throw new XmlError(
      "The file has a DOCTYPE, which is not read: remove it, and write out the entities that it declares.",
    );
  });
  parser.on("opentag", ({ name, attributes }) => {
    depth++;
    if (depth > DEEPEST)
      throw new XmlError(`The elements are nested more than ${DEEPEST} levels deep: flatten them.`, "TOO_LARGE");
    events.open(local(name), attributes, parser.line);
  });
  parser.on("closetag", ({ name }) => {
    depth--;
    events.close(local(name));
  });
  parser.on("text", (text) => events.text(text));
  parser.on("cdata", (text) => events.text(text));
  parser.on("error", ({ message }) => {
    const reason = message.replace(/^\d+:\d+: |\.$/g, "");
    throw new XmlError(`The file is not well-formed XML (${reason}): correct it there, or download it again.`);
  });
  return parser;
}

function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function decode(decoder: TextDecoder, chunk?: Buffer): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    if (chunk) decodeUtf8(chunk, "The file");
    throw new UnreadableError("The file ends in the middle of a character: download it again.");
  }
}
