import { readAddress } from "../../document/address.ts";
import {
  isLonger,
  LONGEST_HEADLINE,
  LONGEST_NAME,
  LONGEST_NOTE,
  LONGEST_TEXT,
  LONGEST_URL,
  MOST_PARTIES,
} from "../../document/limits.ts";
import { parseStances } from "../../document/stanceText.ts";
import { saysCondition } from "../../document/statement.ts";
import { languageByName } from "../../text/languageNames.ts";
import { normalizeName } from "../../text/names.ts";
import { hasOnlyMarks, hasQuotationMark } from "../../text/quotation/marks.ts";
import { quotedRegions } from "../../text/quotation/regions.ts";
import { readQuotation } from "../../text/quotation.ts";
import type { SpeakerDraft, StanceDraft, StatementDraft } from "../drafts.ts";
import type { DateOrder } from "../reading/dates.ts";
import type { Place, RejectCode, Rejection } from "../rejections.ts";
import type { Cells } from "./cells.ts";
import { type Column, columnNames } from "./columnNames.ts";
import { type RowDates, readRowDates } from "./rowDates.ts";
import { readSpeakerCell } from "./speakerCell.ts";

/** A row: a statement, its dates, and the columns of its article. Empty cells are left out. */
export interface RowDraft extends RowDates {
  statement: StatementDraft;
  headline?: string | undefined;
  url?: string | undefined;
  source?: string | undefined;
  wire?: string | undefined;
  /** By this, other rows refer to this one. */
  id?: string | undefined;
  /** The statements that it answers, as the cell names them. */
  inReplyTo?: string[] | undefined;
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
  addressees: 20_000,
  via: 20_000,
  occasion: LONGEST_NAME,
  stance: 10_000,
  inReplyTo: 10_000,
  id: LONGEST_NOTE,
  saidOn: 100,
  publishedOn: 100,
  role: LONGEST_NAME,
  addressee: LONGEST_NOTE,
  language: 100,
  attribution: LONGEST_NOTE,
  cue: LONGEST_NOTE,
  passage: LONGEST_TEXT,
  speakerStatus: 100,
};

const WRITTEN_KINDS: Record<string, StatementDraft["kind"]> = {
  direct: "DIRECT",
  quote: "DIRECT",
  quotation: "DIRECT",
  mixed: "MIXED",
  indirect: "INDIRECT",
  paraphrase: "INDIRECT",
};

/** Returns the place of a row, or of its cell in a column. */
export type PlaceOf = (column?: Column) => Place;

/** Reads a row that is not empty. */
export function readRow(cells: Cells, placeOf: PlaceOf, dateOrder?: DateOrder): RowDraft | Rejection {
  const reject = (code: RejectCode, message: string, column: Column): Rejection => ({
    place: placeOf(column),
    code,
    message,
  });
  for (const column of columnNames) {
    if (isLonger(cells[column] ?? "", LONGEST_CELLS[column])) {
      const message = `The ${column} is longer than ${LONGEST_CELLS[column]} characters: shorten it.`;
      return reject("TOO_LARGE", message, column);
    }
  }
  const { text, headline, source, wire } = cells;
  if (!text || hasOnlyMarks(text))
    return reject("INCOMPLETE", "The text is empty: write the words of the statement.", "text");
  const dates = readRowDates(cells, dateOrder);
  if ("code" in dates) return reject(dates.code, dates.message, dates.column);
  const url = cells.url && readAddress(cells.url);
  if (url === null)
    return reject("MALFORMED", "The url is not a web address: begin it with http:// or https://.", "url");
  const wording = readWording(text, cells.kind);
  if (typeof wording === "string") return reject("MALFORMED", wording, "kind");
  const language = cells.language && languageByName(cells.language);
  if (cells.language && !language)
    return reject(
      "MALFORMED",
      `The language “${cells.language}” is unknown: write its code, such as en or pt-BR.`,
      "language",
    );
  const topics = namesInCell(cells.topics);
  const stances = readStanceCell(cells);
  if (typeof stances === "string") return reject("MALFORMED", stances, "stance");
  const addressees = readPartyCell(cells, "addressees");
  if (typeof addressees === "string") return reject("MALFORMED", addressees, "addressees");
  const via = readPartyCell(cells, "via");
  if (typeof via === "string") return reject("MALFORMED", via, "via");
  const statement = {
    place: placeOf(),
    ...wording,
    ...(language && { language }),
    ...attributionOf(cells, wording.text),
    ...(addressees && { addressees }),
    ...(via && { via }),
    ...(cells.occasion && { occasion: cells.occasion }),
    topics,
    ...(stances && { stances }),
  };
  return { statement, ...dates, headline, url, source, wire, id: cells.id, inReplyTo: namesInCell(cells.inReplyTo) };
}

/** Returns the names in a cell; undefined if the table does not have the column. */
function namesInCell(cell: string | undefined, separator = /[;|]/): string[] | undefined {
  return cell
    ?.split(separator)
    .map((name) => name.trim())
    .filter(Boolean);
}

/**
 * Reads the stances of a row; undefined if the table does not have the column, so that stances on record stay. A string says what
 * is wrong.
 */
function readStanceCell(cells: Cells): StanceDraft[] | string | undefined {
  if (!("stance" in cells)) return undefined;
  const stances = parseStances(cells.stance ?? "");
  const known = new Set<string>();
  for (const stance of stances) {
    if (typeof stance === "string") {
      return `The stance “${stance}” is not understood: write for, against, neutral or conditional, a colon and the proposition, as in “for: A ceasefire in Idlib”.`;
    }
    if (!saysCondition(stance)) {
      return `The stance on “${stance.proposition}” is conditional: write on what it depends in brackets, as in “conditional (if all take part): …”.`;
    }
    const name = normalizeName(stance.proposition);
    if (known.has(name)) return `The stance on “${stance.proposition}” is given twice: leave one.`;
    known.add(name);
  }
  return stances as StanceDraft[];
}

/**
 * Reads the speakers to whom a row is said, or by way of whom it comes; undefined without any. Each is read as the cell of a
 * speaker is. A string says what is wrong.
 */
function readPartyCell(cells: Cells, column: "addressees" | "via"): SpeakerDraft[] | string | undefined {
  const named = namesInCell(cells[column], /[;|\n]/) ?? [];
  const header = column === "addressees" ? "to" : column;
  const known = new Set<string>();
  for (const name of named) {
    const normalized = normalizeName(name);
    if (normalized === normalizeName(cells.speaker ?? ""))
      return `The column “${header}” has the speaker, “${name}”: name others only.`;
    if (known.has(normalized)) return `The column “${header}” has “${name}” twice: leave one.`;
    known.add(normalized);
  }
  if (named.length > MOST_PARTIES)
    return `The column “${header}” has ${named.length} speakers: name at most ${MOST_PARTIES}.`;
  return named.length > 0 ? named.map(readSpeakerCell) : undefined;
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

function attributionOf(cells: Cells, text: string): Pick<StatementDraft, "speaker" | "appearance"> {
  const { speaker: cell, role, attribution, cue, addressee, passage = text, speakerStatus } = cells;
  const speaker = cell || speakerStatus !== "UNNAMED" ? readSpeakerCell(cell) : { status: "UNNAMED" as const };
  const isBare = "name" in speaker || "status" in speaker;
  const withRole = role && !("attribution" in cells) ? [cell, role].filter(Boolean).join(", ") : undefined;
  const attributionText = attribution ?? withRole ?? (isBare ? undefined : cell);
  return {
    speaker,
    appearance: {
      ...(attributionText && { attributionText }),
      ...(cue && { cue }),
      ...(addressee && { addressee }),
      passage: { exact: passage },
    },
  };
}
