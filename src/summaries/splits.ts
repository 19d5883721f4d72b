import { oldestFirst } from "../archive/appearances.ts";
import { prevailingStances } from "../archive/propositions/stances.ts";
import type { CountedSet } from "../archive/statements/population.ts";
import type { CountedColumn } from "../archive/statements/scan.ts";
import { Prisma } from "../generated/prisma/client.ts";

const { sql, raw } = Prisma;

/** What the series of a timeline are. */
export type SplitName = "SPEAKER" | "TOPIC" | "PUBLISHER" | "KIND" | "POSITION";

/** How statements are split into series. */
interface Split {
  columns: readonly CountedColumn[];
  /** The table of the nouns that the series are of; null for texts. */
  table: "speaker" | "topic" | "source" | null;
  /** The SQL of pairs (id of a statement, value). `propositionId` is what positions are taken on. */
  pairs(set: CountedSet, propositionId: number | null): Prisma.Sql;
}

const splitByColumn = (column: CountedColumn, value = raw(column)): Omit<Split, "table"> => ({
  columns: [column],
  pairs: ({ name }) => sql`SELECT matched.id, matched.${value} AS value FROM ${name} AS matched`,
});

/**
 * How each split is made. A statement is in one series only, so that the series add up. Therefore only the topics count that it is
 * tagged with, and not the broader ones; if it is tagged with several of the series' topics, it is in that of the smallest.
 */
export const splits: Readonly<Record<SplitName, Split>> = {
  SPEAKER: { ...splitByColumn("speaker_id"), table: "speaker" },
  KIND: { ...splitByColumn("kind", raw("kind::text")), table: null },
  TOPIC: {
    columns: [],
    table: "topic",
    pairs: ({ name, joined }) =>
      joined(sql`
SELECT DISTINCT matched.id, statement_tag.topic_id AS value
FROM ${name} AS matched
JOIN statement_tag ON statement_tag.statement_id = matched.id`),
  },
  /** What the statement counts as saying about the proposition. */
  POSITION: {
    columns: [],
    table: null,
    pairs: ({ name, joined }, propositionId) =>
      joined(sql`
SELECT matched.id, judged.position::text AS value
FROM ${name} AS matched
JOIN (${prevailingStances(sql`stance.proposition_id = ${propositionId}::bigint`)}) AS judged ON judged.statement_id = matched.id`),
  },
  /** The source that printed the statement first. */
  PUBLISHER: {
    columns: [],
    table: "source",
    pairs: ({ name, joined }) =>
      joined(sql`
SELECT matched.id, printing.source_id AS value
FROM ${name} AS matched
CROSS JOIN LATERAL (
  SELECT article.source_id
  FROM appearance
  JOIN article ON article.id = appearance.article_id
  WHERE appearance.statement_id = matched.id
  ORDER BY ${oldestFirst}
  LIMIT 1
) AS printing`),
  },
};

/** Returns the SQL of (id, place): to which of the series each statement belongs, if to any. The last place is the smallest's. */
export function placesInSeries({ table }: Split, pairs: Prisma.Sql, series: Prisma.Sql): Prisma.Sql {
  return sql`
SELECT pair.id, max(series.place) AS place
FROM ${pairs} AS pair
JOIN ${series} AS series ON ${table ? sql`series.id = pair.value` : sql`series.value = pair.value`}
GROUP BY pair.id`;
}

/** Returns the SQL of the largest series (place, id, value, count), the largest first; ties go by name, then by id. */
export function largestSeries(
  { table }: Split,
  { pairs, size, top }: { pairs: Prisma.Sql; size: Prisma.Sql; top: number },
): Prisma.Sql {
  const limit = sql`${top}::int`;
  // A topic that all statements have says nothing about them.
  const largest = sql`
SELECT pair.value, count(*) AS count
FROM ${pairs} AS pair
WHERE pair.value IS NOT NULL
GROUP BY pair.value
${table === "topic" ? sql`HAVING count(*) < ${size}` : Prisma.empty}`;
  if (table === null) {
    return sql`
SELECT row_number() OVER (ORDER BY count DESC, value COLLATE "C") AS place, NULL::bigint AS id, value, count
FROM (${largest}) AS counted
ORDER BY 1
LIMIT ${limit}`;
  }
  return sql`
SELECT row_number() OVER (ORDER BY largest.count DESC, named.name COLLATE "C", named.id) AS place, named.id::bigint AS id,
  NULL::text AS value, largest.count
FROM (${largest} ORDER BY count DESC FETCH FIRST (${limit}) ROWS WITH TIES) AS largest
JOIN ${raw(table)} AS named ON named.id = largest.value
ORDER BY 1
LIMIT ${limit}`;
}
