import type { Noun } from "../archive/names/directory.ts";
import type { Database } from "../database.ts";
import { type AssertionSubject, Prisma } from "../generated/prisma/client.ts";
import { type Recorder, vouchFor } from "./assertions.ts";
import { resolve, type SlugReference } from "./references.ts";
import { distinct, upsert } from "./write.ts";

const { sql, raw } = Prisma;

/**
 * A table in which nouns refer to others, mostly of their own type: `owner` is the column of the noun that refers to `target`.
 */
interface HierarchyTable {
  /** The type of the target. */
  noun: Noun;
  table: string;
  owner: string;
  target: string;
  subject: AssertionSubject;
}

/** The members of groups. */
export const MEMBERS: HierarchyTable = {
  noun: "speaker",
  table: "speaker_member",
  owner: "group_id",
  target: "member_id",
  subject: "SPEAKER_MEMBER",
};
/** The topics directly above others. */
export const HIERARCHY: HierarchyTable = {
  noun: "topic",
  table: "topic_broader",
  owner: "narrower_id",
  target: "broader_id",
  subject: "TOPIC_BROADER",
};

/** The topics that propositions are about. */
export const PROPOSITION_TOPICS: HierarchyTable = {
  noun: "topic",
  table: "proposition_topic",
  owner: "proposition_id",
  target: "topic_id",
  subject: "PROPOSITION_TOPIC",
};

/** Deletes a noun's references to all but the given targets. */
export async function removeFromHierarchy(
  database: Database,
  { table, owner, target }: HierarchyTable,
  ownerId: number,
  targetIds: readonly number[],
): Promise<void> {
  await database.query(
    sql`/* record.${raw(table)}.delete */ DELETE FROM ${raw(table)} WHERE ${raw(owner)} = ${ownerId}::bigint AND ${raw(target)} <> ALL (${targetIds}::bigint[])`,
  );
}

/**
 * Records which noun refers to which other.
 *
 * @param ownerIds the ids of the nouns that refer, by slug
 * @throws RecordError naming every unknown slug
 */
export async function recordLinks(
  database: Database,
  recorder: Recorder,
  { noun, table, owner, target, subject }: HierarchyTable,
  ownerIds: ReadonlyMap<string, number>,
  links: readonly (SlugReference & { owner: string })[],
): Promise<void> {
  const targetIds = await resolve(database, recorder, noun, links);
  const pairs = links.map((row) => [ownerIds.get(row.owner), targetIds.get(row.slug)] as [number, number]);
  await upsert(
    database,
    { table, key: [owner, target], fields: { [owner]: "bigint", [target]: "bigint" }, nulls: "keep" },
    distinct<Record<string, number>>(
      [owner, target],
      pairs.map(([ownerId, targetId]) => ({ [owner]: ownerId, [target]: targetId })),
    ),
  );
  vouchFor(recorder, subject, pairs);
}
