import type { Database } from "../../database.ts";
import type { KnownRole } from "../../document/sameRole.ts";
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
FROM unnest(${normalized}::text[], ${wikidataIds}::text[], ${slugs}::text[], ${ids}::bigint[])
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
  /** Empty for a proposition: there is only one sort. */
  kind: string;
  fictional: boolean;
  /** False for a speaker that an import has made from a printed name; true for all other nouns. */
  reviewed: boolean;
  wikidataId: string | null;
  /** A speaker's roles; none for other nouns. */
  roles: KnownRole[];
  /** What corpora know a speaker by, each with the name that the corpus gives, normalised; none for other nouns. */
  corpusIds: { scheme: string; value: string; normalized: string }[];
}

const ROLE_COLUMNS = sql`COALESCE((
  SELECT json_agg(json_build_object('label', label, 'organization', organization, 'startsOn', starts_on, 'endsOn', ends_on) ORDER BY label, id)
  FROM speaker_role
  WHERE speaker_id = speaker.id
), '[]')`;
const CORPUS_IDS = sql`COALESCE((
  SELECT json_agg(json_build_object('scheme', scheme, 'value', value, 'normalized', normalized))
  FROM corpus_id
  WHERE speaker_id = speaker.id
), '[]')`;

/** Returns the nouns that bear each name, Wikidata id or slug, in the order of the clues, each time the oldest first. */
export async function bearersOf(
  database: Database,
  noun: Noun,
  clues: readonly Pick<NounClues, "name" | "wikidataId" | "slug">[],
): Promise<Bearer[][]> {
  const table = raw(noun);
  const [reviewed, roles, corpusIds] =
    noun === "speaker"
      ? [sql`speaker.reviewed`, ROLE_COLUMNS, CORPUS_IDS]
      : [sql`TRUE`, sql`'[]'::json`, sql`'[]'::json`];
  const kind = noun === "proposition" ? sql`''` : sql`${table}.kind`;
  const select = sql`${table}.slug, ${table}.name, ${kind} AS kind, ${table}.fictional, ${table}.wikidata_id AS "wikidataId", ${reviewed} AS reviewed, ${roles} AS roles, ${corpusIds} AS "corpusIds"`;
  const found = await readBearers(database, noun, select, clues);
  return found as object[][] as Bearer[][];
}
