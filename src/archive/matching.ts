import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";
import type { Directory, Named } from "./directory.ts";
import { InputError } from "./errors.ts";
import { keyOf, type NodeType } from "./globalIds.ts";
import { named } from "./lists.ts";
import { normalizeName } from "./names.ts";
import { rowsOf } from "./rows.ts";

const { sql, raw } = Prisma;

/** What one name in a filter was taken to mean: all that bear it. */
export interface Match<Row> {
  given: string;
  bearers: Row[];
}

const MOST_NAMES = 100;

/**
 * What each given name means in a directory: a slug, a global id, a Wikidata id or any name in any script. A name that
 * several bear means them all; one that nobody bears means nothing. Answers are remembered where the database allows.
 * Throws InputError where more than 100 names are given.
 */
export async function matchNames<Row extends Named>(
  database: Database,
  directory: Directory<Row>,
  argument: string,
  given: readonly string[],
): Promise<Match<Row>[]> {
  if (given.length > MOST_NAMES)
    throw new InputError(argument, `\`${argument}\` takes at most ${MOST_NAMES} names, not ${given.length}.`);
  const names = [...new Set(given)];
  return Promise.all(
    names.map(async (name) => ({
      given: name,
      bearers: await database.remembered(`${directory.table}:${name}`, () => findBearers(database, directory, name)),
    })),
  );
}

/** The ids of all that the names were taken to mean. */
export function bearerIds(matches: readonly Match<Named>[]): number[] {
  return [...new Set(matches.flatMap((match) => match.bearers.map(({ id }) => id)))];
}

async function findBearers<Row extends Named>(
  database: Database,
  directory: Directory<Row>,
  given: string,
): Promise<Row[]> {
  const { select, take } = rowsOf<Row>(directory.table, directory.columns);
  const table = raw(directory.table);
  const key = keyOf(TYPES[directory.table], given);
  const text = given.replaceAll("\0", "");
  const records = await database.query<Record<string, unknown>>(
    named(
      `${directory.table}s.matching`,
      sql`
SELECT ${select}
FROM ${table}
WHERE id IN (
  SELECT ${raw(`${directory.table}_id`)} FROM ${raw(`${directory.table}_name`)} WHERE normalized = ${normalizeName(given)}
  UNION ALL SELECT id FROM ${table} WHERE slug = ${text}
  UNION ALL SELECT id FROM ${table} WHERE wikidata_id = ${text.toUpperCase()}
  UNION ALL SELECT ${key}::int
)
ORDER BY id`,
    ),
    { prepare: true },
  );
  return records.map((record) => take(record) as Row);
}

const TYPES: Record<Directory<Named>["table"], NodeType> = { speaker: "Speaker", topic: "Topic", source: "Source" };
