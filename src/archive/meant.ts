import DataLoader from "dataloader";
import type { Database } from "../database.ts";
import type { Proposition, Source, Speaker, Topic } from "../generated/prisma/client.ts";
import { nameWithoutTitles } from "../text/titledNames.ts";
import { keyOf } from "./globalIds.ts";
import { distinctValues } from "./lists/conditions.ts";
import { flatRows } from "./lists/flatRows.ts";
import { readBearers } from "./names/bearers.ts";
import type { Directory, Named } from "./names/directory.ts";
import { NameNotFound } from "./names/nameNotFound.ts";
import { findByPart, type Meaning, meaningless } from "./names/partOfName.ts";
import { nounTypes } from "./names/referents.ts";
import { propositionTable } from "./tables/proposition.ts";
import { sourceTable } from "./tables/source.ts";
import { speakerTable } from "./tables/speaker.ts";
import { topicTable } from "./tables/topic.ts";

/** One name in a filter, and what it means. */
export interface Match<Row> extends Meaning<Row> {
  given: string;
}

/** No spelling of a stored name (at most 300 characters) is longer. Limits the memory and time that a stranger's text can cost. */
const LONGEST_GIVEN = 1000;

/**
 * Returns what each given name means in a directory: a slug, a global id, a Wikidata id or any name in any script. A name
 * that several bear means them all; one that nobody bears is looked for as part of names, and then, if it may be a speaker's,
 * without titles. Meanings are remembered if the database allows; the others are found in at most three SQLs, one for each of
 * these questions. Throws InputError if more than 100 names are given.
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
  const byPart = await findByPart(database, directory, unborne);
  const meanings = directory.table === "speaker" ? await withTitled(database, directory, unborne, byPart) : byPart;
  const parts = new Map(meanings.map((meaning, i) => [unborne[i] as string, meaning]));
  return given.map((name, i) => parts.get(name) ?? { how: "EXACT", bearers: found[i] as Row[], suggestions: [] });
}

/** Gives the names that mean nothing so far the meaning that they have without titles, if it is one speaker's. */
async function withTitled<Row extends Named>(
  database: Database,
  directory: Directory<Row>,
  given: readonly string[],
  meanings: readonly Meaning<Row>[],
): Promise<Meaning<Row>[]> {
  const bare = given.flatMap((name, of) =>
    meanings[of]?.how === null ? nameWithoutTitles(name).map((without) => ({ of, without })) : [],
  );
  if (bare.length === 0) return [...meanings];
  const found = await findBearers(
    database,
    directory,
    bare.map(({ without }) => without),
  );
  return meanings.map((meaning, i) => {
    const bearers = found.filter((_, k) => bare[k]?.of === i).flat();
    const [bearer, ...others] = new Map(bearers.map((row) => [row.id, row])).values();
    return bearer && others.length === 0 ? { how: "WITHOUT_TITLE", bearers: [bearer], suggestions: [] } : meaning;
  });
}

/** Returns the ids of all nouns that the names mean. */
export function bearerIds(matches: readonly Match<Named>[]): number[] {
  return [...new Set(matches.flatMap((match) => match.bearers.map(({ id }) => id)))];
}

/** Finds the bearers of each name, in the order of the names. */
async function findBearers<Row extends Named>(
  database: Database,
  { table, fields }: Directory<Row>,
  given: readonly string[],
): Promise<Row[][]> {
  const { select, take } = flatRows<Row>(table, fields);
  const clues = given.map((name) => {
    const text = name.replaceAll("\0", "");
    return { name, wikidataId: text.toUpperCase(), slug: text, id: keyOf(nounTypes[table], name) };
  });
  const found = await readBearers(database, table, select, clues);
  return found.map((records) => records.map((record) => take(record) as Row));
}

/** The fields of a filter that take names. */
export interface NamesInFilter {
  speaker?: readonly string[] | null | undefined;
  addressee?: readonly string[] | null | undefined;
  topic?: readonly string[] | null | undefined;
  alsoTopic?: readonly string[] | null | undefined;
  occasion?: readonly string[] | null | undefined;
  source?: readonly string[] | null | undefined;
  stance?: { proposition?: readonly string[] | null | undefined } | null | undefined;
}

/** The nouns that the names in a filter mean; null for a field that was left out. */
export interface Matches {
  speaker: Match<Speaker>[] | null;
  addressee: Match<Speaker>[] | null;
  topic: Match<Topic>[] | null;
  alsoTopic: Match<Topic>[] | null;
  occasion: Match<Topic>[] | null;
  source: Match<Source>[] | null;
  proposition: Match<Proposition>[] | null;
}

/** Finds the nouns that the names in a filter mean. Throws InputError for more than 100 names in one field. */
export async function matchFilter(database: Database, filter: NamesInFilter): Promise<Matches> {
  const propositions = filter.stance?.proposition;
  const [speaker, addressee, topic, alsoTopic, occasion, source, proposition] = await Promise.all([
    filter.speaker ? matchNames<Speaker>(database, speakerTable, "filter.speaker", filter.speaker) : null,
    filter.addressee ? matchNames<Speaker>(database, speakerTable, "filter.addressee", filter.addressee) : null,
    filter.topic ? matchNames<Topic>(database, topicTable, "filter.topic", filter.topic) : null,
    filter.alsoTopic ? matchNames<Topic>(database, topicTable, "filter.alsoTopic", filter.alsoTopic) : null,
    filter.occasion ? matchNames<Topic>(database, topicTable, "filter.occasion", filter.occasion) : null,
    filter.source ? matchNames<Source>(database, sourceTable, "filter.source", filter.source) : null,
    propositions
      ? matchNames<Proposition>(database, propositionTable, "filter.stance.proposition", propositions)
      : null,
  ]);
  return { speaker, addressee, topic, alsoTopic, occasion, source, proposition };
}

/** The matches of a list whose filter takes no names. */
export const noMatches: Matches = {
  speaker: null,
  addressee: null,
  topic: null,
  alsoTopic: null,
  occasion: null,
  source: null,
  proposition: null,
};

/**
 * Refuses a filter that can find nothing because none of the names in one of its fields means anything: for answers that have
 * no place for `matched`. Throws NameNotFound.
 *
 * @param prefix what stands before the field in the argument's name
 */
export function requireMeanings(matches: Matches, prefix: string): void {
  for (const [field, names] of Object.entries(matches)) {
    if (!names || names.length === 0 || names.some((match: Match<Named>) => match.bearers.length > 0)) continue;
    throw new NameNotFound(`${prefix}${field === "proposition" ? "stance.proposition" : field}`, field, names);
  }
}
