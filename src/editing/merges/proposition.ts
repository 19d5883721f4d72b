import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { assertInstead, leaveSignpost, type MergePair, moveOrDrop, runNamed } from "./rows.ts";

const { sql } = Prisma;

/**
 * Moves all that a proposition has to another: names, topics, stances and redirects. A row that the other has too is deleted,
 * and its assertions are moved.
 *
 * @returns how many stances were moved
 */
export async function moveProposition(database: Database, pair: MergePair): Promise<number> {
  await moveOrDrop(database, pair, {
    table: "proposition_name",
    owner: "proposition_id",
    subject: "PROPOSITION_NAME",
    isSame: sql`own.name = other.name`,
  });
  await moveTopics(database, pair);
  // Before the signpost, because a merged proposition cannot have stances.
  await dropDecidedProposals(database, pair);
  const moved = await moveOrDrop(database, pair, {
    table: "stance",
    owner: "proposition_id",
    isSame: sql`own.statement_id = other.statement_id
  AND ((own.origin_id, own.judge) = (other.origin_id, other.judge)
    OR own.status <> other.status AND stance_judge(own.judge, own.origin_id) = stance_judge(other.judge, other.origin_id))`,
  });
  await assertInstead(database, "PROPOSITION", sql`SELECT ${pair.from}::bigint, 0, ${pair.into}::bigint, 0`);
  await leaveSignpost(database, "proposition", pair);
  return moved;
}

/** Deletes proposed stances on the proposition that stays, if one of the same judge on the other is decided: it is what moves. */
async function dropDecidedProposals(database: Database, { from, into }: MergePair): Promise<void> {
  await runNamed(
    database,
    "stance.decided",
    sql`
DELETE FROM stance AS waiting
USING stance AS decided
WHERE waiting.proposition_id = ${into} AND waiting.status = 'PROPOSED'
  AND decided.proposition_id = ${from} AND decided.status <> 'PROPOSED' AND decided.statement_id = waiting.statement_id
  AND stance_judge(decided.judge, decided.origin_id) = stance_judge(waiting.judge, waiting.origin_id)`,
  );
}

/** Replaces the links to topics, whose columns are their key. */
async function moveTopics(database: Database, { from, into }: MergePair): Promise<void> {
  await runNamed(
    database,
    "proposition_topic.add",
    sql`
INSERT INTO proposition_topic (proposition_id, topic_id)
SELECT ${into}, topic_id FROM proposition_topic WHERE proposition_id = ${from}
ON CONFLICT DO NOTHING`,
  );
  await assertInstead(
    database,
    "PROPOSITION_TOPIC",
    sql`SELECT ${from}::bigint, topic_id, ${into}::bigint, topic_id FROM proposition_topic WHERE proposition_id = ${from}`,
  );
  await runNamed(database, "proposition_topic.drop", sql`DELETE FROM proposition_topic WHERE proposition_id = ${from}`);
}
