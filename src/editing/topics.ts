import { z } from "zod";
import { idsOf, type Referent } from "../archive/names/referents.ts";
import type { Database } from "../database.ts";
import { eventFields, eventRules, findEventFaults } from "../document/event.ts";
import { completeNoun, words } from "../document/fields.ts";
import { LONGEST_NOTE } from "../document/limits.ts";
import { Prisma, TopicKind } from "../generated/prisma/client.ts";
import { vouchFor } from "../record/assertions.ts";
import { HIERARCHY, recordLinks, removeFromHierarchy } from "../record/hierarchy.ts";
import { recordNouns } from "../record/nouns.ts";
import type { Edit } from "./edit.ts";
import { lasting, listInput, nounChanged, nounMade, optional, targetFields } from "./inputs.ts";
import { expectFree, replaceNames } from "./names.ts";
import { Refusal, readInput, refuse } from "./problems.ts";
import { resolveReferences } from "./references.ts";
import { expectSeen } from "./versions.ts";

const { sql } = Prisma;

const MOST_BROADER = 50;
const broader = listInput(z.string(), MOST_BROADER);

const topicCreateInput = z
  .object({
    ...nounMade,
    kind: z.enum(TopicKind),
    description: optional(words(LONGEST_NOTE)),
    startsOn: optional(eventFields.startsOn.unwrap()),
    endsOn: optional(eventFields.endsOn.unwrap()),
    place: optional(eventFields.place.unwrap()),
    broader,
  })
  .superRefine(eventRules)
  .transform(completeNoun);
const topicUpdateInput = z.object({
  ...nounChanged,
  kind: lasting(z.enum(TopicKind)),
  description: words(LONGEST_NOTE).nullish(),
  startsOn: eventFields.startsOn.unwrap().nullish(),
  endsOn: eventFields.endsOn.unwrap().nullish(),
  place: eventFields.place.unwrap().nullish(),
});
const moved = z.object({ ...targetFields, broader: broader.unwrap() });

/** Creates a topic (`topicCreate`). Refuses `TAKEN`, and `NOT_FOUND` for broader topics. */
export async function createTopic({ database, recorder }: Edit, input: unknown): Promise<{ id: number }> {
  const topic = readInput(topicCreateInput, input);
  const above = await findBroader(database, topic.broader);
  await expectFree(database, "topic", topic);
  const entry = { ...topic, fictional: topic.isFictional, broader: above.map(({ key }) => key) };
  await recordNouns(database, recorder, { sources: [], speakers: [], topics: [entry] });
  const ids = await idsOf(database, "topic", [topic.slug]);
  return { id: ids.get(topic.slug) as number };
}

/**
 * Changes a topic (`topicUpdate`). Refuses `NOT_FOUND`, `CONFLICT`, `TAKEN`, and `IN_USE` for the kind of an event at which
 * statements were made.
 */
export async function updateTopic(edit: Edit, input: unknown): Promise<{ id: number }> {
  const { database, recorder } = edit;
  const change = readInput(topicUpdateInput, input);
  const id = await expectSeen(database, "Topic", change);
  await expectFree(database, "topic", change, id);
  await expectEvent(database, id, change);
  const { name, kind, description, wikidataId, isFictional: fictional, startsOn, endsOn, place } = change;
  await database.prisma.topic.update({
    where: { id },
    data: { name, kind, description, wikidataId, fictional, startsOn, endsOn, place },
  });
  await replaceNames(edit, "topic", id, change);
  vouchFor(recorder, "TOPIC", [id]);
  return { id };
}

/** Replaces the broader topics of a topic (`topicMove`). Refuses `NOT_FOUND`, `CONFLICT`, `CIRCULAR`. */
export async function moveTopic({ database, recorder }: Edit, input: unknown): Promise<{ id: number }> {
  const change = readInput(moved, input);
  const id = await expectSeen(database, "Topic", change);
  const above = await findBroader(database, change.broader);
  await expectNoCircle(database, id, above);
  const aboveIds = above.map((referent) => referent.id);
  await removeFromHierarchy(database, HIERARCHY, id, aboveIds);
  const links = above.map(({ key }, i) => ({ owner: change.id, slug: key, path: `broader[${i}]` }));
  await recordLinks(database, recorder, HIERARCHY, new Map([[change.id, id]]), links);
  vouchFor(recorder, "TOPIC", [id]);
  return { id };
}

/** Refuses a change after which the topic would not keep the rules of events. */
async function expectEvent(
  database: Database,
  id: number,
  { kind, startsOn, endsOn, place }: z.output<typeof topicUpdateInput>,
): Promise<void> {
  const stored = await database.prisma.topic.findUniqueOrThrow({ where: { id } });
  const after = {
    kind: kind ?? stored.kind,
    startsOn: startsOn === undefined ? stored.startsOn : startsOn,
    endsOn: endsOn === undefined ? stored.endsOn : endsOn,
    place: place === undefined ? stored.place : place,
  };
  const faults = findEventFaults(after);
  if (faults.length > 0) {
    throw new Refusal(
      faults.map(({ field, message }) => ({ code: "INVALID", field: [field], message: `\`${field}\` ${message}.` })),
    );
  }
  if (after.kind === "EVENT" || !(await database.prisma.statement.findFirst({ where: { occasionId: id } }))) return;
  refuse("IN_USE", "kind", "Statements were made at this event: give them another occasion first.");
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
WHERE ancestor_id = ${id}::bigint AND topic_id = ANY (${above.map((referent) => referent.id)}::bigint[])`,
  );
  const ids = new Set(below.map((topic) => topic.id));
  const problems = above.flatMap(({ id: aboveId, key }, i) =>
    ids.has(aboveId)
      ? [{ code: "CIRCULAR" as const, field: ["broader", `${i}`], message: `${key} is the topic itself, or below it.` }]
      : [],
  );
  if (problems.length > 0) throw new Refusal(problems);
}
