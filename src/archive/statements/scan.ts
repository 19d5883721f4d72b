import { Prisma } from "../../generated/prisma/client.ts";
import { inSlice, type Keyset, limited, ordered, type Slice } from "../lists/keyset.ts";
import { upToCap } from "../lists/list.ts";
import type { Drive, Selection } from "./filter/selection.ts";

const { sql, join } = Prisma;

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
 * Returns the SQL that counts the selected statements one by one, up to the cap of `List`. A statement on two of the topics is
 * found twice, and counted once.
 */
export function countStatements(selection: Selection): Prisma.Sql {
  const { from, id, conditions } = scannedTable(selection);
  const drives = drivesOf(selection);
  const isFoundTwice = selection.topic?.from != null;
  // Each scan stops at the cap, too: otherwise "distinct" would read all that any of them finds.
  const one = sql`SELECT ${id} AS id FROM ${from} WHERE ${join(conditions, " AND ")} ${upToCap}`;
  const each =
    drives.length > 0
      ? sql`${join(drives, " CROSS JOIN ")} CROSS JOIN LATERAL (${one}) AS place`
      : sql`(${one}) AS place`;
  const found = sql`SELECT ${isFoundTwice ? sql`DISTINCT place.id` : Prisma.empty} FROM ${each} ${upToCap}`;
  return sql`SELECT count(*)::int AS count FROM (${found}) AS counted`;
}

/** The table scanned under the alias `place`: with a topic that of the headline query, otherwise the statements themselves. */
function scannedTable({ speaker, topic, status, span, conditions }: Selection) {
  const id = topic ? sql`place.statement_id` : sql`place.id`;
  const table = topic ? sql`statement_topic AS place` : sql`statement AS place`;
  return {
    id,
    from: conditions.length > 0 ? sql`(${table} JOIN statement ON statement.id = ${id})` : table,
    conditions: [
      sql`place.status = ${status.value}`,
      ...(topic ? [sql`place.topic_id = ${topic.value}`] : []),
      ...(speaker ? [sql`place.speaker_id = ${speaker.value}`] : []),
      ...(span ? [span(sql`place.said_at`)] : []),
      ...conditions,
    ],
  };
}

function drivesOf({ speaker, topic, status }: Selection): Prisma.Sql[] {
  return [speaker, topic, status].flatMap((drive: Drive | null) => (drive?.from ? [drive.from] : []));
}
