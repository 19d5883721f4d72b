import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { normalizeName } from "../../text/names.ts";
import { groupedByKey } from "../lists/inKeyOrder.ts";
import type { Directory, Named } from "./directory.ts";

const { sql, raw } = Prisma;

/** A noun as an import knows it again. */
export interface Bearer {
  slug: string;
  name: string;
  kind: string;
  fictional: boolean;
  /** False for a speaker whom an import has made of a printed name; other nouns are always true. */
  reviewed: boolean;
  wikidataId: string | null;
  /** The labels of a speaker's roles; none for other nouns. */
  roles: string[];
}

type NounTable = Directory<Named>["table"];

/** Who bears each name, in the order of the names; the oldest first. Equal names are those that normalizeName makes equal. */
export async function bearersOf(database: Database, noun: NounTable, names: readonly string[]): Promise<Bearer[][]> {
  if (names.length === 0) return [];
  const keys = names.map(normalizeName);
  const rows = await database.query<Bearer & { normalized: string }>(
    sql`
/* ${raw(noun)}s.bearers */
SELECT DISTINCT ${raw(`${noun}_id`)}, normalized, ${bearerColumns(noun)}
FROM ${raw(`${noun}_name`)}
JOIN ${raw(noun)} ON ${raw(noun)}.id = ${raw(`${noun}_id`)}
WHERE normalized = ANY (${[...new Set(keys)]}::text[])
ORDER BY ${raw(`${noun}_id`)}`,
  );
  return groupedByKey(keys, rows, ({ normalized }) => normalized);
}

/** Who has each of the Wikidata ids, by id. */
export async function byWikidataId(
  database: Database,
  noun: NounTable,
  wikidataIds: readonly string[],
): Promise<ReadonlyMap<string, Bearer>> {
  if (wikidataIds.length === 0) return new Map();
  const rows = await database.query<Bearer & { wikidataId: string }>(
    sql`/* ${raw(noun)}s.byWikidataId */ SELECT ${bearerColumns(noun)} FROM ${raw(noun)} WHERE wikidata_id = ANY (${[...wikidataIds]}::text[])`,
  );
  return new Map(rows.map((row) => [row.wikidataId, row]));
}

/** Which of the slugs are taken. */
export async function takenSlugs(
  database: Database,
  noun: NounTable,
  slugs: readonly string[],
): Promise<ReadonlySet<string>> {
  if (slugs.length === 0) return new Set();
  const rows = await database.query<{ slug: string }>(
    sql`/* ${raw(noun)}s.takenSlugs */ SELECT slug FROM ${raw(noun)} WHERE slug = ANY (${[...slugs]}::text[])`,
  );
  return new Set(rows.map(({ slug }) => slug));
}

function bearerColumns(noun: NounTable): Prisma.Sql {
  const table = raw(noun);
  const [reviewed, roles] =
    noun === "speaker"
      ? [sql`speaker.reviewed`, sql`ARRAY(SELECT label FROM speaker_role WHERE speaker_id = speaker.id ORDER BY label)`]
      : [sql`TRUE`, sql`ARRAY[]::text[]`];
  return sql`${table}.slug, ${table}.name, ${table}.kind, ${table}.fictional, ${table}.wikidata_id AS "wikidataId", ${reviewed} AS reviewed, ${roles} AS roles`;
}
