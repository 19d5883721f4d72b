import type { Database } from "../../database.ts";
import { readAddress } from "../../document/address.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { keyOf } from "../globalIds.ts";
import type { Noun } from "./directory.ts";
import { canMerge, isStanding, standingId } from "./standing.ts";

const { sql, raw, join } = Prisma;

/** The nouns that can be referred to, each with its table and the column of its natural key. */
const TABLES = {
  Source: { table: "source", natural: "slug" },
  Speaker: { table: "speaker", natural: "slug" },
  Topic: { table: "topic", natural: "slug" },
  Proposition: { table: "proposition", natural: "slug" },
  Article: { table: "article", natural: "url" },
  Statement: { table: "statement", natural: null },
  Appearance: { table: "appearance", natural: null },
} as const;
export type ReferredType = keyof typeof TABLES;

/** The noun that a reference means. */
export interface Referent {
  id: number;
  /** Its slug, or an article's URL; its id if the noun has neither. */
  key: string;
  /** The id and natural key of the row that was referred to: others only for a noun that was merged. */
  ownId: number;
  ownKey: string | null;
}

/**
 * Finds what references mean, in their order: a global id, a slug or an article's URL. A speaker who was merged is the one that
 * stays. Null if nothing is found.
 */
export async function findReferents(
  database: Database,
  type: ReferredType,
  references: readonly string[],
): Promise<(Referent | null)[]> {
  const ids = references.map((reference) => keyOf(type, reference));
  // A reader's link to an article may have tracking parameters or highlight words.
  const addresses =
    type === "Article" ? references.map((reference) => readAddress(reference) ?? reference) : references;
  const keys = [...references, ...addresses].filter(
    (reference, i) => ids[i % ids.length] === null && !reference.includes("\0"),
  );
  const rows = await readReferents(
    database,
    type,
    ids.flatMap((id) => id ?? []),
    keys,
  );
  const byId = new Map(rows.map((row) => [row.ownId, row]));
  const byKey = new Map(rows.map((row) => [row.ownKey, row]));
  const named = (i: number) => byKey.get(references[i] as string) ?? byKey.get(addresses[i] as string);
  return ids.map((id, i) => (id === null ? named(i) : byId.get(id)) ?? null);
}

/** Returns the nouns with these slugs, by slug, as far as they exist. A speaker who was merged is the one that stays. */
export async function referentsBySlug(
  database: Database,
  noun: Noun,
  slugs: readonly string[],
): Promise<Map<string, Referent>> {
  const rows = await readReferents(database, nounTypes[noun], [], [...new Set(slugs)]);
  return new Map(rows.map((row) => [row.ownKey as string, row]));
}

/** Returns the ids of the nouns with these slugs; see `referentsBySlug`. */
export async function idsOf(database: Database, noun: Noun, slugs: readonly string[]): Promise<Map<string, number>> {
  const referents = await referentsBySlug(database, noun, slugs);
  return new Map([...referents].map(([slug, { id }]) => [slug, id]));
}

/** The type of each named noun. */
export const nounTypes = {
  source: "Source",
  speaker: "Speaker",
  topic: "Topic",
  proposition: "Proposition",
} as const satisfies Record<Noun, ReferredType>;

async function readReferents(
  database: Database,
  type: ReferredType,
  ids: readonly number[],
  keys: readonly string[],
): Promise<Referent[]> {
  const { table, natural } = TABLES[type];
  const ownKey = natural ? raw(`asked.${natural}`) : sql`NULL::text`;
  const byId = ids.length > 0 ? [sql`asked.id = ANY (${ids}::bigint[])`] : [];
  const byKey = natural && keys.length > 0 ? [sql`${ownKey} = ANY (${keys}::text[])`] : [];
  if (byId.length + byKey.length === 0) return [];
  return database.query(
    sql`
/* ${raw(table)}s.referents */
SELECT asked.id AS "ownId", ${ownKey} AS "ownKey", ${standingId(table, "asked")} AS id,
  ${natural ? keyOfStanding(table, ownKey) : sql`asked.id::text`} AS key
FROM ${raw(table)} AS asked
WHERE ${join([...byId, ...byKey], " OR ")}`,
  );
}

/** A sub-select, because hardly any noun is merged. */
function keyOfStanding(table: string, ownKey: Prisma.Sql): Prisma.Sql {
  if (!canMerge(table)) return ownKey;
  return sql`CASE WHEN ${isStanding(table, "asked")} THEN ${ownKey} ELSE (SELECT slug FROM ${raw(table)} WHERE id = ${standingId(table, "asked")}) END`;
}
