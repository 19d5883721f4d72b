import { z } from "zod";
import type { Database } from "../database.ts";
import { complete, words } from "../document/fields.ts";
import { LONGEST_NOTE } from "../document/limits.ts";
import { Prisma, TopicKind } from "../generated/prisma/client.ts";
import { assertRows } from "../record/assertions.ts";
import { HIERARCHY, recordLinks, removeLinks } from "../record/hierarchy.ts";
import { recordNouns } from "../record/nouns.ts";
import { idsOf } from "../record/references.ts";
import type { Edit } from "./edit.ts";
import { lasting, list, nounChanged, nounMade, optional, target } from "./inputs.ts";
import { expectFree, replaceNames } from "./names.ts";
import { Refusal, readInput } from "./problems.ts";
import { type Referent, resolveReferences } from "./references.ts";
import { expectSeen } from "./versions.ts";

const { sql } = Prisma;

const MOST_BROADER = 50;
const broader = list(z.string(), MOST_BROADER);

const made = z
  .object({
    ...nounMade,
    kind: z.enum(TopicKind),
    description: optional(words(LONGEST_NOTE)),
    broader,
  })
  .transform(complete);
const changed = z.object({
  ...nounChanged,
  kind: lasting(z.enum(TopicKind)),
  description: words(LONGEST_NOTE).nullish(),
});
const moved = z.object({ ...target, broader: broader.unwrap() });

/** Makes a topic (`topicCreate`). Refuses `TAKEN`, and `NOT_FOUND` what it is to be in or under. */
export async function createTopic({ database, recorder }: Edit, input: unknown): Promise<{ id: number }> {
  const topic = readInput(made, input);
  const above = await findBroader(database, topic.broader);
  await expectFree(database, "topic", topic);
  const entry = { ...topic, fictional: topic.isFictional, broader: above.map(({ key }) => key) };
  await recordNouns(database, recorder, { sources: [], speakers: [], topics: [entry] });
  const ids = await idsOf(database, "topic", [topic.slug]);
  return { id: ids.get(topic.slug) as number };
}

/** Changes a topic (`topicUpdate`). Refuses `NOT_FOUND`, `CONFLICT`, `TAKEN`. */
export async function updateTopic(edit: Edit, input: unknown): Promise<{ id: number }> {
  const { database, recorder } = edit;
  const change = readInput(changed, input);
  const id = await expectSeen(database, "Topic", change);
  await expectFree(database, "topic", change, id);
  const { name, kind, description, wikidataId, isFictional: fictional } = change;
  await database.prisma.topic.update({ where: { id }, data: { name, kind, description, wikidataId, fictional } });
  await replaceNames(edit, "topic", id, change);
  assertRows(recorder, "TOPIC", [id]);
  return { id };
}

/** Gives a topic other broader ones (`topicMove`). Refuses `NOT_FOUND`, `CONFLICT`, `CIRCULAR`. */
export async function moveTopic({ database, recorder }: Edit, input: unknown): Promise<{ id: number }> {
  const change = readInput(moved, input);
  const id = await expectSeen(database, "Topic", change);
  const above = await findBroader(database, change.broader);
  await expectNoCircle(database, id, above);
  const aboveIds = above.map((referent) => referent.id);
  await removeLinks(database, HIERARCHY, id, aboveIds);
  const links = above.map(({ key }, i) => ({ owner: change.id, slug: key, path: `broader[${i}]` }));
  await recordLinks(database, recorder, HIERARCHY, new Map([[change.id, id]]), links);
  assertRows(recorder, "TOPIC", [id]);
  return { id };
}

function findBroader(database: Database, given: readonly string[] = []): Promise<Referent[]> {
  return resolveReferences(
    database,
    "Topic",
    given.map((value, i) => ({ field: `broader.${i}`, value })),
  );
}

async function expectNoCircle(database: Database, id: number, above: readonly Referent[]): Promise<void> {
  const below = await database.query<{ id: number }>(
    sql`
/* editing.topic.below */
SELECT topic_id AS id
FROM topic_ancestor
WHERE ancestor_id = ${id}::int AND topic_id = ANY (${above.map((referent) => referent.id)}::int[])`,
  );
  const ids = new Set(below.map((topic) => topic.id));
  const problems = above.flatMap(({ id: aboveId, key }, i) =>
    ids.has(aboveId)
      ? [{ code: "CIRCULAR" as const, field: ["broader", `${i}`], message: `${key} is the topic itself, or under it.` }]
      : [],
  );
  if (problems.length > 0) throw new Refusal(problems);
}
