import { z } from "zod";
import { keyOf } from "../../archive/globalIds.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { vouchFor } from "../../record/assertions.ts";
import type { Edit } from "../edit.ts";
import { readInput, refuse } from "../problems.ts";
import { resolveReferences } from "../references.ts";
import { topicsInput } from "./input.ts";
import { takeOver } from "./takeOver.ts";

const { sql } = Prisma;

const tagged = z.object({ id: z.string(), topics: topicsInput.min(1, "must be given") });

/** Adds topics to a statement (`statementTag`), as stated by the editor. Refuses NOT_FOUND. */
export async function tagStatement(edit: Edit, input: unknown): Promise<{ id: number }> {
  const { id, topicIds } = await readTagInput(edit, input);
  if (await addTopics(edit, id, topicIds)) await takeOver(edit, id);
  return { id };
}

/** Adds topics, as stated by the editor. Returns whether the statement lacked any. */
async function addTopics({ database, recorder }: Edit, id: number, topicIds: readonly number[]): Promise<boolean> {
  const added = await database.query(
    sql`
/* editing.tag */
WITH wanted AS (
  DELETE FROM tag_removal WHERE statement_id = ${id}::bigint AND topic_id = ANY (${topicIds}::bigint[])
)
INSERT INTO statement_tag (statement_id, topic_id, basis)
SELECT DISTINCT ${id}::bigint, topic_id, 'STATED'::"TagBasis" FROM unnest(${topicIds}::bigint[]) AS given (topic_id)
ON CONFLICT DO NOTHING
RETURNING topic_id`,
  );
  vouchFor(recorder, "TOPIC", topicIds);
  vouchFor(
    recorder,
    "STATEMENT_TAG",
    topicIds.map((topicId) => [id, topicId] as const),
  );
  return added.length > 0;
}

/** Makes topics the only ones of a statement, on whatever basis it has others. Refuses NOT_FOUND. */
export async function replaceTopics(edit: Edit, id: number, topics: readonly string[]): Promise<void> {
  const topicIds = await findTopicIds(edit, topics);
  const tags = await edit.database.prisma.statementTag.findMany({
    where: { statementId: id, topicId: { notIn: topicIds } },
  });
  await removeTopics(
    edit,
    id,
    tags.map(({ topicId }) => topicId),
  );
  if (topicIds.length > 0) await addTopics(edit, id, topicIds);
}

/**
 * Removes topics from a statement (`statementUntag`), on whatever basis it has them. A mention in its text or in a
 * headline does not restore them; only stating them does. Refuses NOT_FOUND.
 */
export async function untagStatement(edit: Edit, input: unknown): Promise<{ id: number }> {
  const { id, topicIds } = await readTagInput(edit, input);
  if (await removeTopics(edit, id, topicIds)) await takeOver(edit, id);
  return { id };
}

/** Removes topics, on whatever basis the statement has them. Returns whether it had any. */
async function removeTopics({ database }: Edit, id: number, topicIds: readonly number[]): Promise<boolean> {
  const removed = await database.query(
    sql`
/* editing.untag */
WITH removed AS (
  DELETE FROM statement_tag WHERE statement_id = ${id}::bigint AND topic_id = ANY (${topicIds}::bigint[])
  RETURNING topic_id
)
INSERT INTO tag_removal (statement_id, topic_id)
SELECT DISTINCT ${id}::bigint, topic_id FROM removed
ON CONFLICT DO NOTHING
RETURNING topic_id`,
  );
  return removed.length > 0;
}

async function readTagInput(edit: Edit, input: unknown): Promise<{ id: number; topicIds: number[] }> {
  const { database } = edit;
  const { id: globalId, topics: given } = readInput(tagged, input);
  const id = keyOf("Statement", globalId);
  const known = id && (await database.prisma.statement.findUnique({ where: { id }, select: { id: true } }));
  if (!known) refuse("NOT_FOUND", "id", "There is no Statement with this id.");
  return { id: known.id, topicIds: await findTopicIds(edit, given) };
}

async function findTopicIds({ database }: Edit, given: readonly string[]): Promise<number[]> {
  const references = given.map((value, i) => ({ field: `topics.${i}`, value }));
  const referents = await resolveReferences(database, "Topic", references);
  return referents.map((referent) => referent.id);
}
