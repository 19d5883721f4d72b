import type { Noun } from "../../archive/names/directory.ts";
import type { Database } from "../../database.ts";
import { type AssertionSubject, Prisma } from "../../generated/prisma/client.ts";

const { sql, raw } = Prisma;

/** The ids of two nouns of one type: the one that is merged, and the one that stays. */
export interface MergePair {
  from: number;
  into: number;
}

/** A table with ids of its own, whose rows are part of a noun. */
interface MovedTable {
  table: string;
  /** The column of the noun. */
  owner: string;
  /** The subject of assertions about its rows, if they are asserted. */
  subject?: AssertionSubject;
  /** The condition that a row (`own`) is one that the other noun has too (`other`). */
  isSame: Prisma.Sql;
}

/**
 * Gives the rows of a table to the noun that stays, and deletes those that it has too: their assertions pass to its own.
 *
 * @returns how many rows were given
 */
export async function moveOrDrop(
  database: Database,
  { from, into }: MergePair,
  { table, owner, subject, isSame }: MovedTable,
): Promise<number> {
  const pairs = sql`
FROM ${raw(table)} AS own
JOIN ${raw(table)} AS other ON other.${raw(owner)} = ${into} AND ${isSame}
WHERE own.${raw(owner)} = ${from}`;
  if (subject) await assertInstead(database, subject, sql`SELECT own.id, 0, other.id, 0 ${pairs}`);
  await runNamed(database, `${table}.drop`, sql`DELETE FROM ${raw(table)} WHERE id IN (SELECT own.id ${pairs})`);
  const moved = await runNamed(
    database,
    `${table}.move`,
    sql`UPDATE ${raw(table)} SET ${raw(owner)} = ${into} WHERE ${raw(owner)} = ${from} RETURNING 1`,
  );
  return moved.length;
}

/** Copies the assertions of rows to other rows. `rows` is SQL that selects both keys, each of two columns. */
export async function assertInstead(database: Database, subject: AssertionSubject, rows: Prisma.Sql): Promise<void> {
  await runNamed(
    database,
    `assert.${subject}`,
    sql`
INSERT INTO assertion (subject, subject_id, other_id, origin_id)
SELECT assertion.subject, moved.id, moved.other, assertion.origin_id
FROM (${rows}) AS moved (own_id, own_other, id, other)
JOIN assertion ON assertion.subject = ${subject}::"AssertionSubject"
  AND assertion.subject_id = moved.own_id AND assertion.other_id = moved.own_other
ON CONFLICT DO NOTHING`,
  );
}

/** Moves the Wikidata id, and redirects the merged noun and its own redirects to the one that stays. */
export async function leaveSignpost(database: Database, noun: Noun, { from, into }: MergePair): Promise<void> {
  const table = raw(noun);
  const [merged] = await runNamed<{ wikidataId: string | null }>(
    database,
    `${noun}.signpost`,
    sql`
WITH gone AS (SELECT wikidata_id FROM ${table} WHERE id = ${from})
UPDATE ${table}
SET wikidata_id = NULL, merged_into_id = ${into}
FROM gone
WHERE ${table}.id = ${from}
RETURNING gone.wikidata_id AS "wikidataId"`,
  );
  if (merged?.wikidataId) {
    await runNamed(
      database,
      `${noun}.wikidata`,
      sql`UPDATE ${table} SET wikidata_id = ${merged.wikidataId} WHERE id = ${into} AND wikidata_id IS NULL`,
    );
  }
  await runNamed(
    database,
    `${noun}.shorten`,
    sql`UPDATE ${table} SET merged_into_id = ${into} WHERE merged_into_id = ${from}`,
  );
}

/** Runs an SQL statement of a merge under its name in the database's log. */
export function runNamed<Row>(database: Database, name: string, statement: Prisma.Sql): Promise<Row[]> {
  return database.query<Row>(sql`/* merge.${raw(name)} */ ${statement}`);
}
