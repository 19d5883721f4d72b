import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { assertInstead, leaveSignpost, type MergePair, moveOrDrop, runNamed } from "./rows.ts";

const { sql, raw, join } = Prisma;

/**
 * Moves everything of a speaker to another: statements, their places as an addressee or as a speaker by way of whom statements come,
 * names, roles, memberships and redirects. A row that the other has too is deleted, and its assertions are moved to the other's row.
 *
 * @returns how many statements were moved
 */
export async function moveAll(database: Database, pair: MergePair): Promise<number> {
  await moveOrDrop(database, pair, {
    table: "speaker_name",
    owner: "speaker_id",
    subject: "SPEAKER_NAME",
    isSame: sql`own.name = other.name`,
  });
  await moveOrDrop(database, pair, {
    table: "speaker_role",
    owner: "speaker_id",
    subject: "SPEAKER_ROLE",
    isSame: sql`own.label = other.label AND own.starts_on IS NOT DISTINCT FROM other.starts_on`,
  });
  await moveMemberships(database, pair, "group_id", "member_id");
  await moveMemberships(database, pair, "member_id", "group_id");
  await assertInstead(database, "SPEAKER", sql`SELECT ${pair.from}::bigint, 0, ${pair.into}::bigint, 0`);
  await leaveSignpost(database, "speaker", pair);
  await moveParties(database, pair);
  // If the new speaker is an addressee of such a statement, a trigger deletes that row.
  const moved = await runNamed(
    database,
    "statements",
    sql`UPDATE statement SET speaker_id = ${pair.into} WHERE speaker_id = ${pair.from} RETURNING 1`,
  );
  return moved.length;
}

/**
 * Puts the speaker who stays in the place of the other wherever that one is an addressee, or a speaker by way of whom a statement
 * comes. Deletes the other's row if the statement has both in this role, or if the speaker who stays made the statement.
 */
async function moveParties(database: Database, { from, into }: MergePair): Promise<void> {
  await runNamed(
    database,
    "statement_party.drop",
    sql`
DELETE FROM statement_party
WHERE speaker_id = ${from} AND (
  EXISTS (
    SELECT
    FROM statement_party AS other
    WHERE (other.statement_id, other.role) = (statement_party.statement_id, statement_party.role) AND other.speaker_id = ${into}
  )
  OR EXISTS (SELECT FROM statement WHERE statement.id = statement_party.statement_id AND statement.speaker_id = ${into})
)`,
  );
  await runNamed(
    database,
    "statement_party.move",
    sql`UPDATE statement_party SET speaker_id = ${into} WHERE speaker_id = ${from}`,
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
