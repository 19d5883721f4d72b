import { LONGEST_BODY } from "../../document/limits.ts";

/** A paragraph of the body. */
export interface Block {
  /** Its place in the body, in code points. */
  start: number;
  end: number;
  text: string;
  role: "heading" | "from" | "text";
  /** The index of its speech; undefined for headings, narrative and remarks. */
  speech: number | undefined;
}

/** The separator between two paragraphs of the body. */
export const GAP = "\n\n";

/** Elements within a line, from the standard and from HTML; any other element begins a paragraph. */
const INLINE = new Set(
  (
    "a abbr b concept date def del docDate docTitle em entity event i img inline ins legislature location mod mref " +
    "neutralCitation noteRef object organization outcome person placeholder process quantity quotedText ref role rref " +
    "session shortTitle span strong sub sup term time u"
  ).split(" "),
);

/** Chinese and Japanese characters: a line break between two of them in the file is not a space. */
const SPACELESS = String.raw`[\p{scx=Han}\p{scx=Hira}\uff00-\uffef]`;
const BREAK_WITHOUT_SPACE = new RegExp(`(?<=${SPACELESS})\\s*\\n\\s*(?=${SPACELESS})`, "gu");

/** Tells whether an element stands within a line of text. */
export function isInline(name: string): boolean {
  return INLINE.has(name);
}

/** Starts a body that grows as text arrives: paragraphs of plain text in NFC, with a blank line between them. */
export function newBody() {
  const blocks: Block[] = [];
  let lines: string[] = [];
  let line = "";
  let pending = 0;
  let length = 0;

  return {
    blocks,
    /** Tells whether the text exceeds the archive's limit; the text beyond it was dropped. */
    isTooLong: (): boolean => length > LONGEST_BODY || pending > 2 * LONGEST_BODY,
    add(text: string): void {
      pending += text.length;
      if (!this.isTooLong()) line += text;
    },
    /** Ends a line at a line break of the text. */
    endLine(): void {
      lines.push(line);
      line = "";
    },
    /** Makes a paragraph of the text since the last one, unless it is empty. */
    endBlock(of: Pick<Block, "role" | "speech">): void {
      const text = [...lines, line].map(tidy).filter(Boolean).join("\n");
      lines = [];
      line = "";
      if (this.isTooLong()) return;
      pending = 0;
      if (text === "") return;
      const start = length === 0 ? 0 : length + GAP.length;
      length = start + [...text].length;
      if (!this.isTooLong()) blocks.push({ ...of, start, end: length, text });
    },
  };
}

/** Reduces white space, which in XML is layout, to single spaces; also DEL, which XML allows and the archive does not. */
export function tidy(line: string): string {
  return line
    .replace(BREAK_WITHOUT_SPACE, "")
    .replace(/[\s\x7f]+/g, " ")
    .trim()
    .normalize("NFC");
}
