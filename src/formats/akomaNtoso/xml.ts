import { SaxesParser } from "saxes";
import type { InputFile } from "../drafts.ts";
import { decodeUtf8, refuseOther } from "../reading/encoding.ts";
import { type RejectCode, UnreadableError } from "../rejections.ts";

/** Elements within elements: a transcript has some ten, and a file that is made to exhaust a reader has millions. */
const DEEPEST = 200;
/** The body that the archive takes is a quarter of it at most. */
const MOST_BYTES = 32 * 1024 * 1024;

const OPTIONS = { xmlns: false, forceXMLVersion: true, defaultXMLVersion: "1.0" } as const;

/** What stands in a file, in its order; names without their prefix. */
export interface XmlEvents {
  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void;
  close(name: string): void;
  text(text: string): void;
}

/** Why a file was not read to its end. */
export interface XmlProblem {
  code: RejectCode;
  line: number;
  /** A sentence. */
  message: string;
}

/**
 * Reads a file of XML from its beginning to its end, keeping nothing of it. There are no entities but the five of XML: a
 * file that declares others, or asks for another file, is refused at its DOCTYPE.
 *
 * @returns null, or why it stopped
 * @throws UnreadableError for another encoding than UTF-8, and for a file beyond 32 MB
 */
export async function readXml(file: InputFile, events: XmlEvents): Promise<XmlProblem | null> {
  const parser = openParser(events);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let bytes = 0;
  try {
    for await (const chunk of file.bytes()) {
      if (bytes === 0) refuseOther(chunk);
      bytes += chunk.length;
      if (bytes > MOST_BYTES) throw new UnreadableError("It is larger than 32 MB: split it.", "TOO_LARGE");
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
  // As the parser has them, "&constructor;" would be what every object of JavaScript has.
  parser.ENTITIES = Object.assign(Object.create(null), { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" });
  let depth = 0;
  parser.on("xmldecl", ({ encoding = "utf-8" }) => {
    if (/^(utf-?8|us-ascii|ascii)$/i.test(encoding)) return;
    throw new UnreadableError(
      `It declares the encoding “${encoding}”: convert it to UTF-8, and say so in its first line.`,
    );
  });
  parser.on("doctype", () => {
    throw new XmlError("It has a DOCTYPE, which is not read: remove it, and write out the entities that it declares.");
  });
  parser.on("opentag", ({ name, attributes }) => {
    depth++;
    if (depth > DEEPEST)
      throw new XmlError(`Its elements are nested more than ${DEEPEST} deep: no transcript is.`, "TOO_LARGE");
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
    throw new XmlError(`It is not well-formed XML (${reason}): mend it there, or fetch it again.`);
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
    if (chunk) decodeUtf8(chunk, "It");
    throw new UnreadableError("It ends in the middle of a letter: fetch it again.");
  }
}
