import DataLoader from "dataloader";
import type { Database } from "../database.ts";
import type { Source, Speaker, Topic } from "../generated/prisma/client.ts";
import { keyOf } from "./globalIds.ts";
import { distinctValues } from "./lists/conditions.ts";
import { flatRows } from "./lists/flatRows.ts";
import { readBearers } from "./names/bearers.ts";
import type { Directory, Named } from "./names/directory.ts";
import { nounTypes } from "./names/referents.ts";
import { sourceTable } from "./tables/source.ts";
import { speakerTable } from "./tables/speaker.ts";
import { topicTable } from "./tables/topic.ts";

/** What one name in a filter was taken to mean: all that bear it. */
export interface Match<Row> {
  given: string;
  bearers: Row[];
}

/** Beyond any way to write a stored name (300 characters); so that what strangers type fills neither memory nor time. */
const LONGEST_GIVEN = 1000;

/**
 * What each given name means in a directory: a slug, a global id, a Wikidata id or any name in any script. A name that
 * several bear means them all; one that nobody bears means nothing. Answers are remembered where the database allows, the
 * others found in one SQL. Throws InputError where more than 100 names are given.
 */
export async function matchNames<Row extends Named>(
  database: Database,
  directory: Directory<Row>,
  argument: string,
  given: readonly string[],
): Promise<Match<Row>[]> {
  const unknown = new DataLoader((names: readonly string[]) => findBearers(database, directory, names));
  const find = (name: string): Row[] | Promise<Row[]> =>
    name.length > LONGEST_GIVEN ? [] : database.remembered(`${directory.table}:${name}`, () => unknown.load(name));
  return Promise.all(distinctValues(argument, given).map(async (name) => ({ given: name, bearers: await find(name) })));
}

/** The ids of all that the names were taken to mean. */
export function bearerIds(matches: readonly Match<Named>[]): number[] {
  return [...new Set(matches.flatMap((match) => match.bearers.map(({ id }) => id)))];
}

/** The bearers of each name, in the order of the names. */
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
    filter.speaker ? matchNames<Speaker>(database, speakerTable, "filter.speaker", filter.speaker) : null,
    filter.topic ? matchNames<Topic>(database, topicTable, "filter.topic", filter.topic) : null,
    filter.source ? matchNames<Source>(database, sourceTable, "filter.source", filter.source) : null,
  ]);
  return { speaker, topic, source };
}

/** For a list whose filter takes no names. */
export const noMatches: Matches = { speaker: null, topic: null, source: null };
