import { LONGEST_BODY } from "../../document/limits.ts";

/** A paragraph of the body. */
export interface Block {
  /** Where it stands in the body, in code points. */
  start: number;
  end: number;
  text: string;
  role: "heading" | "from" | "text";
  /** Of which speech it is, by its index; undefined for headings, narrative and remarks. */
  speech: number | undefined;
}

/** What parts two paragraphs of the body. */
export const GAP = "\n\n";

/** Elements within a line, of the standard and of HTML; any other begins a paragraph. */
const INLINE = new Set(
  (
    "a abbr b concept date def del docDate docTitle em entity event i img inline ins legislature location mod mref " +
    "neutralCitation noteRef object organization outcome person placeholder process quantity quotedText ref role rref " +
    "session shortTitle span strong sub sup term time u"
  ).split(" "),
);

/** Chinese and Japanese: where the file breaks a line between two of these, there is no space. */
const SPACELESS = String.raw`[\p{scx=Han}\p{scx=Hira}\uff00-\uffef]`;
const BREAK_WITHOUT_SPACE = new RegExp(`(?<=${SPACELESS})\\s*\\n\\s*(?=${SPACELESS})`, "gu");

/** Whether an element stands within a line of text. */
export function isInline(name: string): boolean {
  return INLINE.has(name);
}

/** A body that grows as text comes in: paragraphs of plain text in NFC, with a blank line between them. */
export function newBody() {
  const blocks: Block[] = [];
  let lines: string[] = [];
  let line = "";
  let pending = 0;
  let length = 0;

  return {
    blocks,
    /** Whether there was more than the archive takes; what was beyond it has been let go. */
    isTooLong: (): boolean => length > LONGEST_BODY || pending > 2 * LONGEST_BODY,
    add(text: string): void {
      pending += text.length;
      if (!this.isTooLong()) line += text;
    },
    /** Ends a line that the text itself ends. */
    endLine(): void {
      lines.push(line);
      line = "";
    },
    /** Makes a paragraph of what has come in since the last, unless that is nothing. */
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

/** White space of XML is layout. DEL, which XML allows and the archive does not, counts as such. */
function tidy(line: string): string {
  return line
    .replace(BREAK_WITHOUT_SPACE, "")
    .replace(/[\s\x7f]+/g, " ")
    .trim()
    .normalize("NFC");
}
