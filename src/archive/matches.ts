import type { Database } from "../database.ts";
import type { Source, Speaker, Topic } from "../generated/prisma/client.ts";
import { type Match, matchNames } from "./meant.ts";
import { sources } from "./sources.ts";
import { speakers } from "./speakers.ts";
import { topics } from "./topics.ts";

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
