import DataLoader from "dataloader";
import type { Database } from "../database.ts";
import { Prisma, type Source, type Speaker, type Topic } from "../generated/prisma/client.ts";
import { normalizeName } from "../text/names.ts";
import { keyOf, type NodeType } from "./globalIds.ts";
import { distinctValues } from "./lists/conditions.ts";
import { flatRows } from "./lists/flatRows.ts";
import { groupedByKey } from "./lists/inKeyOrder.ts";
import type { Directory, Named } from "./names/directory.ts";
import { NameNotFound } from "./names/nameNotFound.ts";
import { findByPart, type Meaning, meaningless } from "./names/partOfName.ts";
import { sources } from "./sources.ts";
import { speakers } from "./speakers.ts";
import { topics } from "./topics.ts";

const { sql, raw } = Prisma;

/** What one name in a filter was taken to mean. */
export interface Match<Row> extends Meaning<Row> {
  given: string;
}

/** Beyond any way to write a stored name (300 characters); so that what strangers type fills neither memory nor time. */
const LONGEST_GIVEN = 1000;

/**
 * Returns what each given name means in a directory: a slug, a global id, a Wikidata id or any name in any script. A name
 * that several bear means them all; one that nobody bears is looked for as part of names. Answers are remembered if the
 * database allows; the others are found in one SQL, and in a second one those that nobody bears. Throws InputError if more
 * than 100 names are given.
 */
export async function matchNames<Row extends Named>(
  database: Database,
  directory: Directory<Row>,
  argument: string,
  given: readonly string[],
): Promise<Match<Row>[]> {
  const unknown = new DataLoader((names: readonly string[]) => findMeanings(database, directory, names));
  const find = (name: string): Meaning<Row> | Promise<Meaning<Row>> =>
    name.length > LONGEST_GIVEN
      ? meaningless
      : database.remembered(`${directory.table}:${name}`, () => unknown.load(name));
  return Promise.all(distinctValues(argument, given).map(async (name) => ({ given: name, ...(await find(name)) })));
}

async function findMeanings<Row extends Named>(
  database: Database,
  directory: Directory<Row>,
  given: readonly string[],
): Promise<Meaning<Row>[]> {
  const found = await findBearers(database, directory, given);
  const unborne = given.filter((_, i) => found[i]?.length === 0);
  const parts = new Map(
    (await findByPart(database, directory, unborne)).map((meaning, i) => [unborne[i] as string, meaning]),
  );
  return given.map((name, i) => parts.get(name) ?? { how: "EXACT", bearers: found[i] as Row[], suggestions: [] });
}

/** The ids of all that the names were taken to mean. */
export function bearerIds(matches: readonly Match<Named>[]): number[] {
  return [...new Set(matches.flatMap((match) => match.bearers.map(({ id }) => id)))];
}

/** The bearers of each name, in the order of the names. */
async function findBearers<Row extends Named>(
  database: Database,
  { table: name, columns }: Directory<Row>,
  given: readonly string[],
): Promise<Row[][]> {
  const { select, take } = flatRows<Row>(name, columns);
  const [table, names, key] = [raw(name), raw(`${name}_name`), raw(`${name}_id`)];
  // A speaker who was merged is found, by slug or id, as the one that was kept, who has all names of both.
  const standing = name === "speaker" ? sql`COALESCE(merged_into_id, id)` : sql`id`;
  const keys = given.map((text) => keyOf(TYPES[name], text));
  const texts = given.map((text) => text.replaceAll("\0", ""));
  const records = await database.query<Record<string, unknown>>(
    sql`
/* ${raw(name)}s.matching */
SELECT given.place, ${select}
FROM unnest(${given.map(normalizeName)}::text[], ${texts}::text[], ${keys}::int[])
  WITH ORDINALITY AS given (normalized, text, key, place)
CROSS JOIN LATERAL (
  SELECT ${key} AS id FROM ${names} WHERE normalized = given.normalized
  UNION SELECT ${standing} FROM ${table} WHERE slug = given.text
  UNION SELECT id FROM ${table} WHERE wikidata_id = upper(given.text)
  UNION SELECT ${standing} FROM ${table} WHERE id = given.key
) AS bearer
JOIN ${table} ON ${table}.id = bearer.id
ORDER BY ${table}.id`,
    { prepare: true },
  );
  const places = given.map((_, i) => i + 1);
  return groupedByKey(places, records, (record) => Number(record.place)).map((found) =>
    found.map((record) => take(record) as Row),
  );
}

const TYPES: Record<Directory<Named>["table"], NodeType> = { speaker: "Speaker", topic: "Topic", source: "Source" };

/** The fields of a filter that take names. */
export interface NamesInFilter {
  speaker?: readonly string[] | null | undefined;
  topic?: readonly string[] | null | undefined;
  source?: readonly string[] | null | undefined;
}

/** What the names in the filter were taken to mean; null for a field that was left out. */
export interface Matches {
  speaker: Match<Speaker>[] | null;
  topic: Match<Topic>[] | null;
  source: Match<Source>[] | null;
}

/** What the names mean. Throws InputError where there are too many. */
export async function matchFilter(database: Database, filter: NamesInFilter): Promise<Matches> {
  const [speaker, topic, source] = await Promise.all([
    filter.speaker ? matchNames(database, speakers, "filter.speaker", filter.speaker) : null,
    filter.topic ? matchNames(database, topics, "filter.topic", filter.topic) : null,
    filter.source ? matchNames(database, sources, "filter.source", filter.source) : null,
  ]);
  return { speaker, topic, source };
}

/** For a list whose filter takes no names. */
export const noMatches: Matches = { speaker: null, topic: null, source: null };

/**
 * Refuses a filter that can find nothing because none of the names in one of its fields means anything: for answers that have
 * no place for `matched`. Throws NameNotFound.
 *
 * @param prefix what stands before the field in the argument's name
 */
export function requireMeanings(matches: Matches, prefix: string): void {
  for (const [field, names] of Object.entries(matches)) {
    if (!names || names.length === 0 || names.some((match: Match<Named>) => match.bearers.length > 0)) continue;
    throw new NameNotFound(`${prefix}${field}`, field, names);
  }
}
