import type { Database } from "../database.ts";
import { writeDate } from "../document/dates.ts";
import { type DatePrecision, Prisma } from "../generated/prisma/client.ts";
import { printedInAll, publishedInAll } from "./tallies.ts";

const { sql, raw } = Prisma;

const rowsOf = (rows: Prisma.Sql) => sql`SELECT count(*)::int AS count FROM ${rows}`;

const counted = {
  statement: publishedInAll,
  appearance: printedInAll,
  speaker: rowsOf(sql`speaker WHERE merged_into_id IS NULL`),
  topic: rowsOf(sql`topic`),
  proposition: rowsOf(sql`proposition WHERE merged_into_id IS NULL`),
  article: rowsOf(sql`article`),
  source: rowsOf(sql`source`),
};

/** The nouns whose number readers are told. */
export type Counted = keyof typeof counted;

/** Counts all objects of a noun that readers see, exactly. */
export async function countAll(database: Database, noun: Counted): Promise<number> {
  const [record] = await database.query<{ count: number }>(sql`/* archive.count.${raw(noun)} */ ${counted[noun]}`);
  return record?.count ?? 0;
}

/** Returns when the oldest or the newest published statement was said; null without one. */
export async function saidOnAtEnd(database: Database, direction: "ASC" | "DESC"): Promise<string | null> {
  const [record] = await database.query<{ at: Date; precision: DatePrecision }>(
    sql`
/* archive.saidOn */
SELECT said_at AS at, said_at_precision AS precision
FROM statement
WHERE status = 'PUBLISHED'
ORDER BY said_at ${raw(direction)}, id ${raw(direction)}
LIMIT 1`,
  );
  return record ? writeDate(record.at, record.precision) : null;
}
