import { SaxesParser } from "saxes";
import { withoutStray } from "../../text/clean.ts";
import { type RejectCode, UnreadableError } from "../rejections.ts";

/** The deepest nesting of elements: a transcript has about ten levels, a file made to exhaust a reader has millions. */
const DEEPEST = 200;

const OPTIONS = { xmlns: false, forceXMLVersion: true, defaultXMLVersion: "1.0" } as const;

/** Called with the contents of a file, in order. Names are without their prefix. */
export interface XmlEvents {
  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void;
  close(name: string): void;
  text(text: string): void;
}

/** XML that is not read further, with a sentence that says why. */
export class XmlError extends Error {
  readonly code: RejectCode;
  constructor(message: string, code: RejectCode = "MALFORMED") {
    super(message);
    this.code = code;
  }
}

/**
 * Returns a parser that takes the text of a file in pieces. Only the five entities of XML itself are known: a file that could
 * declare others, or ask for another file, is refused at its DOCTYPE. Its methods throw XmlError, and UnreadableError for a
 * declared encoding that is not UTF-8.
 */
export function openXmlParser(events: XmlEvents): SaxesParser<typeof OPTIONS> {
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
  parser.on("text", (text) => events.text(withoutStray(text)));
  parser.on("cdata", (text) => events.text(withoutStray(text)));
  parser.on("error", ({ message }) => {
    const reason = message.replace(/^\d+:\d+: |\.$/g, "");
    throw new XmlError(`The file is not well-formed XML (${reason}): correct it there, or download it again.`);
  });
  return parser;
}

function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
