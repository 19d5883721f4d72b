import { z } from "zod";
import { keyOf } from "../archive/globalIds.ts";
import { idsOf, type Referent } from "../archive/names/referents.ts";
import type { Database } from "../database.ts";
import { completeNoun } from "../document/fields.ts";
import type { Proposition } from "../generated/prisma/client.ts";
import { vouchFor } from "../record/assertions.ts";
import { PROPOSITION_TOPICS, recordLinks, removeFromHierarchy } from "../record/hierarchy.ts";
import { recordNouns } from "../record/nouns.ts";
import type { Edit } from "./edit.ts";
import { listInput, nounChanged, nounMade, targetFields } from "./inputs.ts";
import { moveProposition } from "./merges/proposition.ts";
import { expectFree, replaceNames } from "./names.ts";
import { readInput, refuse } from "./problems.ts";
import { resolveReferences } from "./references.ts";
import { expectSeen, expectVersion } from "./versions.ts";

const MOST_SUBJECTS = 50;
const topics = listInput(z.string(), MOST_SUBJECTS);
const propositionCreateInput = z.object({ ...nounMade, topics }).transform(completeNoun);
const propositionUpdateInput = z.object({ ...nounChanged, topics });
const deleteInput = z.object(targetFields);

/** Creates a proposition (`propositionCreate`). Refuses `TAKEN`, and `NOT_FOUND` for topics. */
export async function createProposition({ database, recorder }: Edit, input: unknown): Promise<{ id: number }> {
  const proposition = readInput(propositionCreateInput, input);
  const about = await findSubjects(database, proposition.topics);
  await expectFree(database, "proposition", proposition);
  const entry = { ...proposition, fictional: proposition.isFictional, topics: about.map(({ key }) => key) };
  await recordNouns(database, recorder, { propositions: [entry] });
  const ids = await idsOf(database, "proposition", [proposition.slug]);
  return { id: ids.get(proposition.slug) as number };
}

/** Changes a proposition (`propositionUpdate`). Refuses `NOT_FOUND`, `CONFLICT`, `TAKEN`, and `WRONG_STATE` if it was merged. */
export async function updateProposition(edit: Edit, input: unknown): Promise<{ id: number }> {
  const { database, recorder } = edit;
  const change = readInput(propositionUpdateInput, input);
  const id = await expectSeen(database, "Proposition", change);
  await expectStanding(database, id);
  await expectFree(database, "proposition", change, id);
  const about = change.topics && (await findSubjects(database, change.topics));
  const { name, wikidataId, isFictional: fictional } = change;
  await database.prisma.proposition.update({ where: { id }, data: { name, wikidataId, fictional } });
  await replaceNames(edit, "proposition", id, change);
  if (about) {
    const kept = about.map((topic) => topic.id);
    await removeFromHierarchy(database, PROPOSITION_TOPICS, id, kept);
    const links = about.map(({ key }, i) => ({ owner: change.id, slug: key, path: `topics[${i}]` }));
    await recordLinks(database, recorder, PROPOSITION_TOPICS, new Map([[change.id, id]]), links);
  }
  vouchFor(recorder, "PROPOSITION", [id]);
  return { id };
}

/**
 * Deletes a proposition (`propositionDelete`), and those that were merged into it. Refuses `NOT_FOUND`, `CONFLICT`, and `IN_USE`
 * while a statement has a stance on it.
 */
export async function deleteProposition({ database }: Edit, input: unknown): Promise<{ deleted: string }> {
  const change = readInput(deleteInput, input);
  const id = await expectSeen(database, "Proposition", change);
  const stanceCount = await database.prisma.stance.count({ where: { propositionId: id } });
  if (stanceCount > 0) {
    const many = stanceCount === 1 ? "1 stance rests" : `${stanceCount} stances rest`;
    refuse(
      "IN_USE",
      "id",
      `${many} on the proposition: remove the stances first, or merge it into another proposition. Those that wait or were rejected are found by the filter \`stance: {status: [PROPOSED, REJECTED]}\`.`,
    );
  }
  await database.prisma.proposition.delete({ where: { id } });
  return { deleted: change.id };
}

/** The outcome of merging propositions. */
export interface MergedPropositions {
  /** The id of the proposition that stays. */
  id: number;
  /** How many stances it was given. */
  stanceCount: number;
}

/**
 * Merges a proposition into another (`propositionMerge`), which gets its names, topics and stances; the old slug and id lead
 * there. If a judge has a stance of the same statement on both, the one on the proposition that stays is kept. Refuses
 * `NOT_FOUND`, `CONFLICT`, and `WRONG_STATE` for a proposition that has been merged, for one and the same, and for two with
 * different Wikidata ids.
 */
export async function mergePropositions(
  { database }: Edit,
  input: { id: string; into: string; expectedVersion: string },
): Promise<MergedPropositions> {
  const gone = await findUnmerged(database, input.id);
  if (gone.mergedIntoId !== null) refuse("WRONG_STATE", "id", `“${gone.name}” has already been merged.`);
  await expectVersion(database, "Proposition", gone.id, input.expectedVersion);
  const [target] = await resolveReferences(database, "Proposition", [{ field: "into", value: input.into }]);
  const into = await database.prisma.proposition.findUniqueOrThrow({ where: { id: target?.id as number } });
  if (gone.id === into.id) refuse("WRONG_STATE", "into", "A proposition cannot be merged into itself.");
  if (gone.wikidataId !== null && into.wikidataId !== null) {
    refuse("WRONG_STATE", "into", `They have different Wikidata ids: ${gone.wikidataId} and ${into.wikidataId}.`);
  }
  return { id: into.id, stanceCount: await moveProposition(database, { from: gone.id, into: into.id }) };
}

async function expectStanding(database: Database, id: number): Promise<void> {
  const { mergedIntoId } = await database.prisma.proposition.findUniqueOrThrow({ where: { id } });
  if (mergedIntoId !== null)
    refuse("WRONG_STATE", "id", "The proposition was merged: change the one that it was merged into.");
}

/** Finds a proposition, without following a merge. Refuses `NOT_FOUND`. */
async function findUnmerged(database: Database, reference: string): Promise<Proposition> {
  const id = keyOf("Proposition", reference);
  const where = id === null ? { slug: reference.replaceAll("\0", "") } : { id };
  const proposition = await database.prisma.proposition.findUnique({ where });
  return proposition ?? refuse("NOT_FOUND", "id", "`id` is not a Proposition of the archive.");
}

function findSubjects(database: Database, given: readonly string[] = []): Promise<Referent[]> {
  return resolveReferences(
    database,
    "Topic",
    given.map((value, i) => ({ field: `topics.${i}`, value })),
  );
}
