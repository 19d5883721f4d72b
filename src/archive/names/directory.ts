import { Prisma } from "../../generated/prisma/client.ts";
import { normalizeName } from "../../text/names.ts";
import { type FlatRecord, flatRows } from "../lists/flatRows.ts";
import { InputError } from "../lists/inputError.ts";
import { inSlice, type Keyset, limited, ordered, type PageArguments, readSlice } from "../lists/keyset.ts";
import type { List } from "../lists/list.ts";
import type { Table } from "../tables/table.ts";

const { sql, raw } = Prisma;

/** The nouns that have a slug and names. */
export type Noun = "source" | "speaker" | "topic" | "proposition";

/** The table of nouns that are looked up by their names. */
export interface Directory<Row extends Named> extends Table<Row> {
  table: Noun;
  /** The SQL of rows (id, count): how many published statements each has. One without any has no row. */
  statementCounts?: Prisma.Sql;
}

/** The fields that all named nouns have. */
export interface Named {
  id: number;
  slug: string;
  name: string;
}

export interface NameFilter {
  name?: string | null | undefined;
  kind?: readonly string[] | null | undefined;
  isFictional?: boolean | null | undefined;
  /** Of speakers only. */
  isReviewed?: boolean | null | undefined;
}

export interface NameOrder {
  field: "NAME" | "RELEVANCE" | "STATEMENT_COUNT";
  direction?: "ASC" | "DESC" | null | undefined;
}

/** No stored name is longer, so no name begins with a longer text or resembles one. */
const LONGEST_NAME = 300;

/** A row with the distance of its name from the one searched for: 0 if equal; then names that begin with it, words that do, and similar names. */
type Ranked<Row> = Row & { distance?: number; statementCount?: number };

/**
 * Returns the list of a directory, narrowed by kind and by name: names that begin with the text, or resemble it ("Puttin" finds Putin,
 * by trigrams). With a name, the best match comes first. `where` narrows the list further, and may refer to a parent's key. Throws
 * InputError for a bad page, or for RELEVANCE without a name.
 */
export function listNamed<Row extends Named>(
  directory: Directory<Row>,
  filter: NameFilter,
  order: NameOrder | null | undefined,
  page: PageArguments,
  where: Prisma.Sql = sql`TRUE`,
): List<Ranked<Row>> {
  const isSearch = typeof filter.name === "string";
  const field = order?.field ?? (isSearch ? "RELEVANCE" : "NAME");
  const direction = order?.direction ?? (field === "NAME" ? "ASC" : "DESC");
  if (field === "RELEVANCE" && !isSearch) throw new InputError("orderBy", "RELEVANCE needs the filter `name`.");
  const keyset = keysets[field](directory.table, direction);
  const slice = readSlice(keyset, page);
  const { select, take } = flatRows<Row>(directory.table, directory.fields);
  const table = raw(directory.table);
  const isTally = field === "STATEMENT_COUNT";
  const places = sql`${isSearch ? sql`, found.distance` : Prisma.empty}${isTally ? sql`, COALESCE(tally.count, 0) AS "statementCount"` : Prisma.empty}`;
  const from = sql`
FROM ${table}
${isSearch ? sql`JOIN (${distances(directory.table, filter.name ?? "")}) AS found ON found.id = ${table}.id` : Prisma.empty}
${isTally ? sql`LEFT JOIN (${directory.statementCounts}) AS tally ON tally.id = ${table}.id` : Prisma.empty}
WHERE ${where} AND ${narrowed(directory.table, filter)}`;
  return {
    name: `${directory.table}s.list`,
    keyset,
    slice,
    prepared: false,
    select: sql`SELECT ${select}${places} ${from} AND ${inSlice(keyset, slice)} ORDER BY ${ordered(keyset, slice)} ${limited(slice)}`,
    count: sql`SELECT count(*)::int AS count ${from}`,
    take: (record: FlatRecord) => ({
      ...(take(record) as Row),
      distance: record.distance as number,
      statementCount: record.statementCount as number,
    }),
    key: (row) => [...placeOf(field, row), row.name, row.id],
  };
}

function nameKeyset(table: string, direction: "ASC" | "DESC"): Keyset {
  return {
    name: `${table}s.NAME.${direction}`,
    columns: [
      { sql: raw(`${table}.name`), type: "text" },
      { sql: raw(`${table}.id`), type: "bigint" },
    ],
    direction,
  };
}

/** The best match has the smallest distance, so a descending order by relevance is an ascending one by distance; ties go by name. */
function byDistance(table: string, direction: "ASC" | "DESC"): Keyset {
  return {
    name: `${table}s.RELEVANCE.${direction}`,
    columns: [
      { sql: sql`found.distance`, type: "bigint" },
      { sql: raw(`${table}.name`), type: "text" },
      { sql: raw(`${table}.id`), type: "bigint" },
    ],
    direction: direction === "DESC" ? "ASC" : "DESC",
  };
}

/** The counts are negated, so that those with equally many go by name. */
function byStatementCount(table: string, direction: "ASC" | "DESC"): Keyset {
  return {
    name: `${table}s.STATEMENT_COUNT.${direction}`,
    columns: [
      { sql: sql`-COALESCE(tally.count, 0)`, type: "bigint" },
      { sql: raw(`${table}.name`), type: "text" },
      { sql: raw(`${table}.id`), type: "bigint" },
    ],
    direction: direction === "DESC" ? "ASC" : "DESC",
  };
}

const keysets = { NAME: nameKeyset, RELEVANCE: byDistance, STATEMENT_COUNT: byStatementCount };

/** Returns what a row is sorted by before its name. */
function placeOf(field: NameOrder["field"], { distance = 0, statementCount = 0 }: Ranked<object>): number[] {
  if (field === "NAME") return [];
  return [field === "RELEVANCE" ? distance : -statementCount];
}

/** Returns the condition that a row is of the kinds asked for, invented or not, reviewed or not. */
function narrowed(table: string, { kind, isFictional, isReviewed }: NameFilter): Prisma.Sql {
  const is = (column: string, value: boolean | null | undefined) =>
    typeof value === "boolean" ? [sql`${raw(`${table}.${column}`)} = ${value}`] : [];
  const kinds = kind ? [sql`${raw(table)}.kind::text = ANY (${[...new Set(kind)]})`] : [];
  return Prisma.join([sql`TRUE`, ...kinds, ...is("fictional", isFictional), ...is("reviewed", isReviewed)], " AND ");
}

function distances(table: string, name: string): Prisma.Sql {
  const normalized = normalizeName(name);
  const names = raw(`${table}_name`);
  const id = raw(`${table}_id`);
  if (normalized.length > LONGEST_NAME) return sql`SELECT 0 AS id, 0 AS distance WHERE FALSE`;
  const pattern = normalized.replace(/[\\%_]/g, "\\$&");
  const begins = sql`normalized LIKE ${`${pattern}%`}`;
  const hasWord = sql`normalized LIKE ${`% ${pattern}%`}`;
  return sql`
SELECT ${id} AS id, min(CASE
    WHEN normalized = ${normalized} THEN 0
    ELSE (CASE WHEN ${begins} THEN 1 WHEN ${hasWord} THEN 2 ELSE 3 END) * 1000
      + 1000 - round(1000 * similarity(normalized, ${normalized}))::int
  END) AS distance
FROM ${names}
WHERE ${begins} OR ${hasWord} OR ${normalized} <% normalized OR ${normalized} % normalized
GROUP BY ${id}`;
}
