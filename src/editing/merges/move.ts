import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";

const { sql, raw, join } = Prisma;

/** The ids of two speakers: the one that is merged, and the one that stays. */
export interface MergePair {
  from: number;
  into: number;
}

/**
 * Moves all that a speaker has to another: statements, names, roles, memberships and redirects. A row that the other
 * has too is deleted, and its assertions are moved to the other's row.
 *
 * @returns how many statements were moved
 */
export async function moveAll(database: Database, pair: MergePair): Promise<number> {
  await moveOrDrop(database, pair, "speaker_name", "SPEAKER_NAME", sql`own.name = other.name`);
  await moveOrDrop(
    database,
    pair,
    "speaker_role",
    "SPEAKER_ROLE",
    sql`own.label = other.label AND own.starts_on IS NOT DISTINCT FROM other.starts_on`,
  );
  await moveMemberships(database, pair, "group_id", "member_id");
  await moveMemberships(database, pair, "member_id", "group_id");
  await assertInstead(database, "SPEAKER", sql`SELECT ${pair.from}::bigint, 0, ${pair.into}::bigint, 0`);
  await leaveSignpost(database, pair);
  const moved = await runNamed(
    database,
    "statements",
    sql`UPDATE statement SET speaker_id = ${pair.into} WHERE speaker_id = ${pair.from} RETURNING 1`,
  );
  return moved.length;
}

/** Moves the rows of a table with ids of its own, and deletes those that the other speaker has too. */
async function moveOrDrop(
  database: Database,
  { from, into }: MergePair,
  table: string,
  subject: string,
  isSame: Prisma.Sql,
): Promise<void> {
  const pairs = sql`
FROM ${raw(table)} AS own
JOIN ${raw(table)} AS other ON other.speaker_id = ${into} AND ${isSame}
WHERE own.speaker_id = ${from}`;
  await assertInstead(database, subject, sql`SELECT own.id, 0, other.id, 0 ${pairs}`);
  await runNamed(database, `${table}.drop`, sql`DELETE FROM ${raw(table)} WHERE id IN (SELECT own.id ${pairs})`);
  await runNamed(
    database,
    `${table}.move`,
    sql`UPDATE ${raw(table)} SET speaker_id = ${into} WHERE speaker_id = ${from}`,
  );
}

/**
 * Replaces memberships, whose columns are their key. The new one comes first, so that a group always has two members.
 */
async function moveMemberships(
  database: Database,
  { from, into }: MergePair,
  column: "group_id" | "member_id",
  other: "group_id" | "member_id",
): Promise<void> {
  const columns = [raw(column), raw(other)];
  await runNamed(
    database,
    `${column}.add`,
    sql`
INSERT INTO speaker_member (${join(columns)})
SELECT ${into}, ${raw(other)} FROM speaker_member WHERE ${raw(column)} = ${from}
ON CONFLICT DO NOTHING`,
  );
  const was = column === "group_id" ? sql`${from}::bigint, member_id` : sql`group_id, ${from}::bigint`;
  const became = column === "group_id" ? sql`${into}::bigint, member_id` : sql`group_id, ${into}::bigint`;
  await assertInstead(
    database,
    "SPEAKER_MEMBER",
    sql`SELECT ${was}, ${became} FROM speaker_member WHERE ${raw(column)} = ${from}`,
  );
  await runNamed(database, `${column}.drop`, sql`DELETE FROM speaker_member WHERE ${raw(column)} = ${from}`);
}

/** Copies the assertions of rows to other rows. `rows` is SQL that selects both keys, each of two columns. */
async function assertInstead(database: Database, subject: string, rows: Prisma.Sql): Promise<void> {
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

/** Moves the Wikidata id, and redirects the merged speaker and its own redirects to the one that stays. */
async function leaveSignpost(database: Database, { from, into }: MergePair): Promise<void> {
  const [speaker] = await runNamed<{ wikidataId: string | null }>(
    database,
    "signpost",
    sql`
WITH gone AS (SELECT wikidata_id FROM speaker WHERE id = ${from})
UPDATE speaker
SET wikidata_id = NULL, merged_into_id = ${into}
FROM gone
WHERE speaker.id = ${from}
RETURNING gone.wikidata_id AS "wikidataId"`,
  );
  if (speaker?.wikidataId) {
    await runNamed(
      database,
      "wikidata",
      sql`UPDATE speaker SET wikidata_id = ${speaker.wikidataId} WHERE id = ${into} AND wikidata_id IS NULL`,
    );
  }
  await runNamed(database, "shorten", sql`UPDATE speaker SET merged_into_id = ${into} WHERE merged_into_id = ${from}`);
}

function runNamed<Row>(database: Database, name: string, statement: Prisma.Sql): Promise<Row[]> {
  return database.query<Row>(sql`/* merge.${raw(name)} */ ${statement}`);
}
