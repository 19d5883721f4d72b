import type { Database } from "../database.ts";
import { Prisma, type Proposition, type PropositionName, type Topic } from "../generated/prisma/client.ts";
import type { By } from "./globalIds.ts";
import { groupedByKey } from "./lists/inKeyOrder.ts";
import type { PageArguments } from "./lists/keyset.ts";
import type { List } from "./lists/list.ts";
import { bearerIds, matchNames } from "./meant.ts";
import { listNamed } from "./names/directory.ts";
import { readLinked } from "./names/linked.ts";
import { isStanding } from "./names/standing.ts";
import { findStandingBy, findStandingByIds } from "./names/standingRows.ts";
import { propositionTable } from "./tables/proposition.ts";
import { topicTable } from "./tables/topic.ts";
import { inOrderOfName } from "./topics.ts";

const { sql } = Prisma;

/** Which propositions; all fields must hold, and a field that is null or left out does not narrow. */
export interface PropositionFilter {
  /** About any of these topics or a narrower one: names, slugs, global ids or Wikidata ids. */
  topic?: readonly string[] | null | undefined;
  /** With a name that begins with this text, has a word that does, or is similar. */
  text?: string | null | undefined;
}

/**
 * Returns the list of propositions, by name or, with a text, the most similar first; without those that were merged into others.
 * Throws InputError for a bad page or more than 100 topics.
 */
export async function list(
  database: Database,
  { topic, text }: PropositionFilter,
  page: PageArguments,
): Promise<List<Proposition>> {
  const topicIds = topic && bearerIds(await matchNames<Topic>(database, topicTable, "filter.topic", topic));
  const isAbout = topicIds
    ? sql`proposition.id IN (
  SELECT proposition_id
  FROM proposition_topic
  JOIN topic_ancestor USING (topic_id)
  WHERE ancestor_id = ANY (${topicIds}::bigint[])
)`
    : sql`TRUE`;
  const where = sql`${isStanding("proposition")} AND ${isAbout}`;
  return listNamed<Proposition>(propositionTable, { name: text }, null, page, where);
}

/** Returns a proposition by one of the unique keys, or the one it was merged into; null if not found. */
export function findBy(database: Database, by: By<"slug" | "wikidataId">): Promise<Proposition | null> {
  return findStandingBy<Proposition>(database, propositionTable, "Proposition", by);
}

/** Returns the propositions of these ids, in their order, or those they were merged into. Remembered if the database allows it. */
export function findByIds(database: Database, ids: readonly number[]): Promise<(Proposition | null)[]> {
  return findStandingByIds<Proposition>(database, propositionTable, ids);
}

/** Returns all names of each proposition, the oldest entry first. */
export async function namesOf(database: Database, ids: readonly number[]): Promise<PropositionName[][]> {
  const names = await database.prisma.propositionName.findMany({
    where: { propositionId: { in: [...ids] } },
    orderBy: { id: "asc" },
  });
  return groupedByKey(ids, names, (name) => name.propositionId);
}

/** Returns what each proposition is about, by name. */
export async function topicsOf(database: Database, ids: readonly number[]): Promise<Topic[][]> {
  const link = { table: "proposition_topic", from: "proposition_id", to: "topic_id" };
  return (await readLinked<Topic>(database, topicTable, link, ids)).map(inOrderOfName);
}
