import { encodeGlobalId, type NodeType } from "../archive/globalIds.ts";
import { keptTables, unshownColumns } from "../archive/tables/journal.ts";
import { fieldOfColumn } from "../archive/tables/table.ts";

/** The columns of a row, as a revision stores them. */
export type RevisionColumns = Readonly<Record<string, unknown>>;

const INTERNAL: ReadonlySet<string> = new Set(unshownColumns);

/** Columns whose field has another name. */
const FIELDS: Readonly<Record<string, string>> = {
  fictional: "isFictional",
  reviewed: "isReviewed",
  speaker_id: "speaker",
  occasion_id: "occasion",
  source_id: "source",
  wire_id: "wire",
  article_id: "article",
  statement_id: "statement",
  merged_into_id: "mergedInto",
  exact: "passage.exact",
  prefix: "passage.prefix",
  suffix: "passage.suffix",
  start_offset: "passage.start",
  end_offset: "passage.end",
};

/** Columns that refer to nouns, each with its table, and the noun's type. */
const REFERENCES: Readonly<Record<string, NodeType>> = Object.fromEntries(
  keptTables.flatMap(({ table, parents = {} }) =>
    Object.entries(parents)
      .filter(([, parent]) => parent !== "origin")
      .map(([column, parent]) => [
        `${table}.${column}`,
        `${parent.charAt(0).toUpperCase()}${parent.slice(1)}` as NodeType,
      ]),
  ),
);

/** Returns the field that shows a column of a noun's own row; null if the column is not shown. */
export function fieldOf(column: string): string | null {
  return INTERNAL.has(column) ? null : (FIELDS[column] ?? fieldOfColumn(column));
}

/** Returns a column's value as its field would show it: global ids for keys, instants as the API writes them. */
export function shownValue(table: string, column: string, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  const type = REFERENCES[`${table}.${column}`];
  if (type) return encodeGlobalId(type, Number(value));
  return column.endsWith("_at") ? new Date(String(value)).toISOString() : value;
}

/** A table whose rows are shown as entries of a list, in the noun that they belong to. */
export interface NounPart {
  /** Returns the field of the list that a row is shown in. */
  fieldOf: (row: RevisionColumns) => string;
  /** Returns the entry that shows the row. */
  entryOf: (row: RevisionColumns) => unknown;
}

const names: NounPart = { fieldOf: () => "names", entryOf: entry("name", "language") };

export const parts: Readonly<Record<string, NounPart>> = {
  source_name: names,
  speaker_name: names,
  topic_name: names,
  proposition_name: names,
  speaker_role: {
    fieldOf: () => "roles",
    entryOf: entry("label", "organization", "starts_on", "ends_on"),
  },
  speaker_member: {
    fieldOf: () => "members",
    entryOf: (row) => shownValue("speaker_member", "member_id", row.member_id),
  },
  topic_broader: {
    fieldOf: () => "broader",
    entryOf: (row) => shownValue("topic_broader", "broader_id", row.broader_id),
  },
  related_article: { fieldOf: () => "relatedArticles", entryOf: entry("headline", "url") },
  statement_tag: {
    fieldOf: ({ basis }) => (basis === "STATED" ? "topics" : "tags"),
    entryOf: (row) => {
      const topic = shownValue("statement_tag", "topic_id", row.topic_id);
      return row.basis === "STATED" ? topic : { topic, basis: row.basis };
    },
  },
  proposition_topic: {
    fieldOf: () => "topics",
    entryOf: (row) => shownValue("proposition_topic", "topic_id", row.topic_id),
  },
  stance: {
    fieldOf: () => "stances",
    entryOf: ({ proposition_id: proposition, position, note, status }) => ({
      proposition: shownValue("stance", "proposition_id", proposition),
      position,
      note: note ?? null,
      status,
    }),
  },
  statement_link: {
    fieldOf: () => "links",
    entryOf: ({ kind, target_id: target, note }) => ({
      kind,
      target: shownValue("statement_link", "target_id", target),
      note: note ?? null,
    }),
  },
  statement_party: {
    fieldOf: ({ role }) => (role === "ADDRESSEE" ? "addressees" : "via"),
    entryOf: (row) => shownValue("statement_party", "speaker_id", row.speaker_id),
  },
  proposal: {
    fieldOf: () => "proposal",
    entryOf: ({ pending, corrected, ...row }) => ({
      ...(entry("extractor", "confidence")(row) as object),
      review: pending ? null : corrected ? "CORRECTED" : "DECIDED",
    }),
  },
  appearance_span: {
    fieldOf: () => "passage.spans",
    entryOf: ({ role, start_offset: start, end_offset: end, text }) => ({ role, start, end, text }),
  },
};

function entry(...columns: string[]): NounPart["entryOf"] {
  return (row) => Object.fromEntries(columns.map((column) => [fieldOfColumn(column), row[column] ?? null]));
}
