import { isWebAddress } from "../../document/fields.ts";
import { isLonger, LONGEST_HEADLINE, LONGEST_NAME, LONGEST_TEXT, LONGEST_URL } from "../../document/limits.ts";
import { quotedRegions } from "../../text/quotation/regions.ts";
import { readQuotation } from "../../text/quotation.ts";
import { hasQuotationMark } from "../../text/wording.ts";
import type { SpeakerDraft, StatementDraft } from "../drafts.ts";
import { readDate } from "../reading/dates.ts";
import type { Place, RejectCode, Rejection } from "../rejections.ts";
import type { Column, Header } from "./header.ts";

/** A row: a statement, its date, and the columns of its article. Empty cells are left out. */
export interface RowDraft {
  statement: StatementDraft;
  date: string;
  headline?: string | undefined;
  url?: string | undefined;
  source?: string | undefined;
  wire?: string | undefined;
}

/** The longest cell of each column: the archive's own limit, if it has one. */
const LONGEST_CELLS: Record<Column, number> = {
  speaker: LONGEST_NAME,
  text: LONGEST_TEXT,
  date: 100,
  kind: 100,
  headline: LONGEST_HEADLINE,
  url: LONGEST_URL,
  source: LONGEST_NAME,
  wire: LONGEST_NAME,
  topics: 10_000,
};

const WRITTEN_KINDS: Record<string, StatementDraft["kind"]> = {
  direct: "DIRECT",
  quote: "DIRECT",
  quotation: "DIRECT",
  mixed: "MIXED",
  indirect: "INDIRECT",
  paraphrase: "INDIRECT",
};
const UNNAMED_CELL = /^(?:anonymous|unnamed|not named)$/i;
const UNKNOWN = /^(?:unknown|none|n\/?a|not known|[?–—-]+)$/i;
/** "a senior official", "The mayor", "officials", "he": a description and no name. */
const DESCRIPTION =
  /^(?:[Aa]n?|[Tt]he|[Oo]ne|[Ss]ome|[Tt]wo|[Ss]everal|[Mm]any|[Hh]is|[Hh]er|[Tt]heir)\s+\p{Ll}|^[^\p{Lu}\p{Lt}\p{Lo}]+$/u;
/** Only quotation marks, without words. */
const NO_WORDS = /^["'“”„‟«»‹›‘’‚‛「」『』\s]*$/;

/** Reads a row that is not empty. */
export function readRow(cells: readonly string[], { width, places }: Header, place: Place): RowDraft | Rejection {
  const reject = (code: RejectCode, message: string): Rejection => ({ place, code, message });
  if (cells.slice(width).some((cell) => cell.trim() !== "")) {
    return reject(
      "MALFORMED",
      `The row has ${cells.length} cells and the header ${width}: put a text that contains the delimiter into quotation marks.`,
    );
  }
  const cell = (column: Column) => cells[places.get(column) ?? -1]?.trim() || undefined;
  for (const [column] of places) {
    if (isLonger(cell(column) ?? "", LONGEST_CELLS[column]))
      return reject("TOO_LARGE", `The ${column} is longer than ${LONGEST_CELLS[column]} characters: shorten it.`);
  }
  const text = cell("text");
  const written = cell("date");
  if (!text || NO_WORDS.test(text)) return reject("INCOMPLETE", "The text is empty: write the words of the statement.");
  if (!written) return reject("NO_DATE", "The date is empty: write at least the year.");
  const day = readDate(written);
  if (!("date" in day)) return reject(day.code, day.message);
  const url = cell("url");
  if (url && !isWebAddress(url))
    return reject("MALFORMED", "The url is not a web address: begin it with http:// or https://.");
  const wording = readWording(text, cell("kind"));
  if (typeof wording === "string") return reject("MALFORMED", wording);
  const topics = cell("topics")
    ?.split(/[;|]/)
    .map((topic) => topic.trim())
    .filter(Boolean);
  const statement = { place, ...wording, ...attributionOf(cell("speaker"), wording.text), topics };
  return { statement, date: day.date, headline: cell("headline"), url, source: cell("source"), wire: cell("wire") };
}

/** Returns the words with their kind: by the column, otherwise by the quotation marks. A string says what is wrong. */
function readWording(text: string, said: string | undefined): Pick<StatementDraft, "kind" | "text"> | string {
  const points = [...text];
  const regions = hasQuotationMark(text) ? quotedRegions(points) : [];
  const { quoted, between } = readQuotation(points, regions, [{ start: 0, end: points.length }], []);
  const kind = said ? WRITTEN_KINDS[said.toLowerCase()] : KIND_BY_MARKS[quoted];
  if (!kind) return `The kind “${said}” is unknown: write direct, mixed or indirect.`;
  if (kind === "MIXED" && quoted === "NONE")
    return "The kind is mixed, but the text has no quotation marks: add them, or change the kind.";
  return { kind, text: kind === "DIRECT" && quoted === "ALL" ? between : text };
}

const KIND_BY_MARKS = { ALL: "DIRECT", SOME: "MIXED", NONE: "INDIRECT" } as const;

function attributionOf(speaker: string | undefined, text: string): Pick<StatementDraft, "speaker" | "appearance"> {
  const passage = { exact: text };
  const named = readSpeakerCell(speaker);
  return { speaker: named, appearance: "mention" in named ? { attributionText: named.mention, passage } : { passage } };
}

function readSpeakerCell(speaker: string | undefined): SpeakerDraft {
  if (!speaker || UNKNOWN.test(speaker)) return { status: "UNKNOWN" };
  if (UNNAMED_CELL.test(speaker)) return { status: "UNNAMED" };
  return DESCRIPTION.test(speaker) ? { mention: speaker } : { name: speaker };
}
