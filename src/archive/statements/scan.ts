import { Prisma } from "../../generated/prisma/client.ts";
import { inSlice, type Keyset, limited, ordered, type Slice } from "../lists/keyset.ts";
import { upToCap } from "../lists/list.ts";
import { type Drive, isDriven, type Selection } from "./filter/selection.ts";

const { sql, join, raw } = Prisma;

/** Orders statements by when they were said; `place` is the table or the merge that is sorted. */
export function bySaidAt(direction: "ASC" | "DESC", id: Prisma.Sql = sql`place.id`): Keyset {
  return {
    name: `statements.SAID_AT.${direction}`,
    columns: [
      { sql: sql`place.said_at`, type: "timestamptz" },
      { sql: id, type: "bigint" },
    ],
    direction,
  };
}

/**
 * Returns the SQL that selects (id, said_at) for a slice of the selected statements, in order. With one speaker, one topic and
 * one status it is a single range scan that stops at the limit. Several values make several scans, each stopped at the limit,
 * and merged: `= ANY` would sort all their matches. A statement on two of the topics is found twice, so the merge is distinct.
 */
export function scanStatements(selection: Selection, direction: "ASC" | "DESC", slice: Slice): Prisma.Sql {
  const { from, id, conditions } = scannedTable(selection);
  const keyset = bySaidAt(direction, id);
  const one = sql`
SELECT ${id} AS id, place.said_at
FROM ${from}
WHERE ${join([...conditions, inSlice(keyset, slice)], " AND ")}
ORDER BY ${ordered(keyset, slice)}
${limited(slice)}`;
  const drives = drivesOf(selection);
  if (drives.length === 0) return one;
  return sql`
SELECT DISTINCT place.said_at, place.id
FROM ${join(drives, " CROSS JOIN ")}
CROSS JOIN LATERAL (${one}) AS place
ORDER BY ${ordered(bySaidAt(direction), slice)}
${limited(slice)}`;
}

/**
 * Returns the SQL that counts the selected statements one by one, up to the cap of `List`. No order has to be kept, so the values of
 * a list are looked at together. A statement on two of the topics is found twice, and counted once.
 */
export function countStatements(selection: Selection): Prisma.Sql {
  const { from, id, conditions } = scannedTable(selection, isDriven);
  const drives = drivesOf(selection, ({ values }) => values === null);
  const isFoundTwice = selection.topic?.from != null;
  // Below parents, each scan stops at the cap, too.
  const one = sql`
SELECT ${isFoundTwice ? sql`DISTINCT` : Prisma.empty} ${id} AS id FROM ${from} WHERE ${join(conditions, " AND ")} ${upToCap}`;
  const found =
    drives.length > 0
      ? sql`SELECT FROM ${join(drives, " CROSS JOIN ")} CROSS JOIN LATERAL (${one}) AS place ${upToCap}`
      : one;
  return sql`SELECT count(*)::int AS count FROM (${found}) AS counted`;
}

/** Returns the number of range scans that `scanStatements` merges. */
export function countScans({ speaker, topic, status }: Selection): number {
  return (speaker?.count ?? 1) * (topic?.count ?? 1) * status.count;
}

/** A column of the matching statements that is counted by. */
export type CountedColumn =
  | "speaker_id"
  | "said_at"
  | "said_at_precision"
  | "kind"
  | "language"
  | "speaker_status"
  | "occasion_id";

/** The columns that the table of the headline query has, too. */
const COLUMNS_OF_TOPIC: ReadonlySet<CountedColumn> = new Set(["speaker_id", "said_at"]);

/**
 * Returns the SQL that selects all the selected statements, each once: their ids and these columns. They are sorted by id, so that
 * looking up more about each walks through the indexes instead of jumping.
 */
export function selectedStatements(selection: Selection, columns: readonly CountedColumn[]): Prisma.Sql {
  const { from, id, conditions, isJoined } = scannedTable(selection);
  const isScanned = (column: CountedColumn) => !selection.topic || isJoined || COLUMNS_OF_TOPIC.has(column);
  const alias = (column: CountedColumn) =>
    selection.topic && !COLUMNS_OF_TOPIC.has(column) ? raw("statement") : raw("place");
  const fields = (among: readonly CountedColumn[]) => among.map((column) => sql`${alias(column)}.${raw(column)}`);
  const scanned = sql`
SELECT ${selection.topic?.from ? sql`DISTINCT` : Prisma.empty} ${join([sql`${id} AS id`, ...fields(columns.filter(isScanned))])}
FROM ${join([...drivesOf(selection), from], " CROSS JOIN ")}
WHERE ${join(conditions, " AND ")}
ORDER BY 1`;
  if (columns.every(isScanned)) return scanned;
  return sql`
SELECT ${join([sql`place.id`, ...fields(columns)])}
FROM (${scanned} OFFSET 0) AS place
JOIN statement ON statement.id = place.id`;
}

type IsDriven = (column: Prisma.Sql, drive: Drive) => Prisma.Sql;
const isValue: IsDriven = (column, { value }) => sql`${column} = ${value}`;

/** The table scanned under the alias `place`: with a topic that of the headline query, otherwise the statements themselves. */
function scannedTable({ speaker, topic, status, span, conditions }: Selection, driven = isValue) {
  const id = topic ? sql`place.statement_id` : sql`place.id`;
  const table = topic ? sql`statement_topic AS place` : sql`statement AS place`;
  // Conditions are on the alias `statement`. The same row under another name costs nothing, unlike a join of the table with itself.
  const named = topic
    ? sql`(${table} JOIN statement ON statement.id = ${id})`
    : sql`(${table} CROSS JOIN LATERAL (SELECT place.*) AS statement)`;
  const isJoined = conditions.length > 0;
  return {
    id,
    isJoined,
    from: isJoined ? named : table,
    conditions: [
      driven(sql`place.status`, status),
      ...(topic ? [driven(sql`place.topic_id`, topic)] : []),
      ...(speaker ? [driven(sql`place.speaker_id`, speaker)] : []),
      ...(span ? [span(sql`place.said_at`)] : []),
      ...conditions,
    ],
  };
}

function drivesOf({ speaker, topic, status }: Selection, isWanted = (_: Drive) => true): Prisma.Sql[] {
  return [speaker, topic, status].flatMap((drive) => (drive?.from && isWanted(drive) ? [drive.from] : []));
}
