import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { normalizeName } from "../../text/names.ts";
import type { FlatRecord } from "../lists/flatRows.ts";
import { groupedByKey } from "../lists/inKeyOrder.ts";
import type { Noun } from "./directory.ts";
import { standingId } from "./standing.ts";

const { sql, raw } = Prisma;

/** Keys to look a noun up by; any one of them is enough. */
export interface NounClues {
  /** In any script and spelling that `normalizeName` makes equal. */
  name: string;
  wikidataId?: string | null | undefined;
  slug?: string;
  id?: number | null;
}

/**
 * Reads the nouns that bear a name, a Wikidata id, a slug or an id, in the order of the clues, each time the oldest first. A speaker
 * who was merged is found, by slug or id, as the one that stays; all names are that one's.
 *
 * @param select the SELECT list for the noun's table
 */
export async function readBearers(
  database: Database,
  noun: Noun,
  select: Prisma.Sql,
  clues: readonly NounClues[],
): Promise<FlatRecord[][]> {
  if (clues.length === 0) return [];
  const [table, names, nounId] = [raw(noun), raw(`${noun}_name`), raw(`${noun}_id`)];
  const normalized = clues.map(({ name }) => normalizeName(name));
  const [wikidataIds, slugs, ids] = (["wikidataId", "slug", "id"] as const).map((clue) =>
    clues.map((given) => given[clue] ?? null),
  );
  const records = await database.query<FlatRecord>(
    sql`
/* ${table}s.matching */
SELECT given.place, ${select}
FROM unnest(${normalized}::text[], ${wikidataIds}::text[], ${slugs}::text[], ${ids}::int[])
  WITH ORDINALITY AS given (normalized, wikidata_id, slug, id, place)
CROSS JOIN LATERAL (
  SELECT ${nounId} AS id FROM ${names} WHERE normalized = given.normalized
  UNION SELECT ${standingId(noun)} FROM ${table} WHERE slug = given.slug
  UNION SELECT id FROM ${table} WHERE wikidata_id = given.wikidata_id
  UNION SELECT ${standingId(noun)} FROM ${table} WHERE id = given.id
) AS bearer
JOIN ${table} ON ${table}.id = bearer.id
ORDER BY ${table}.id`,
    { prepare: true },
  );
  const places = clues.map((_, i) => i + 1);
  return groupedByKey(places, records, (record) => Number(record.place));
}

/** A noun as an import recognizes it. */
export interface Bearer {
  slug: string;
  name: string;
  kind: string;
  fictional: boolean;
  /** False for a speaker that an import has made from a printed name; true for all other nouns. */
  reviewed: boolean;
  wikidataId: string | null;
  /** The labels of a speaker's roles; none for other nouns. */
  roles: string[];
}

/** Returns the nouns that bear each name or Wikidata id, in the order of the clues, each time the oldest first. */
export async function bearersOf(
  database: Database,
  noun: Noun,
  clues: readonly Pick<NounClues, "name" | "wikidataId">[],
): Promise<Bearer[][]> {
  const table = raw(noun);
  const [reviewed, roles] =
    noun === "speaker"
      ? [sql`speaker.reviewed`, sql`ARRAY(SELECT label FROM speaker_role WHERE speaker_id = speaker.id ORDER BY label)`]
      : [sql`TRUE`, sql`ARRAY[]::text[]`];
  const select = sql`${table}.slug, ${table}.name, ${table}.kind, ${table}.fictional, ${table}.wikidata_id AS "wikidataId", ${reviewed} AS reviewed, ${roles} AS roles`;
  const found = await readBearers(database, noun, select, clues);
  return found as object[][] as Bearer[][];
}
