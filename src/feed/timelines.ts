import { InputError } from "../archive/lists/inputError.ts";
import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { type FeedPosition, LAST } from "./place.ts";

const { sql } = Prisma;

/**
 * A stretch of the archive's history, which one server wrote. After a failover that lost commits, or a recovery of an earlier
 * state, another server gives the numbers that were lost a second time, in a timeline of its own.
 */
export interface Timeline {
  name: string;
  /** The first number of a publication or change that was given in it. */
  first: number;
}

/** Returns SQL for the timelines as JSON, for `readTimelines`. */
export function timelinesSql(stream: "publication" | "change"): Prisma.Sql {
  const first = Prisma.raw(`first_${stream}`);
  return sql`(SELECT json_agg(json_build_object('name', name, 'first', ${first}) ORDER BY id)::text FROM timeline)`;
}

/** Reads what `timelinesSql` returned: the timelines, in order. */
export function readTimelines(text: string | null | undefined): Timeline[] {
  return text ? JSON.parse(text) : [];
}

/** Reads the timelines by themselves. */
export async function askTimelines(database: Database, stream: "publication" | "change"): Promise<Timeline[]> {
  const [row] = await database.query<{ timelines: string | null }>(
    sql`/* feed.timelines */ SELECT ${timelinesSql(stream)} AS timelines`,
  );
  return readTimelines(row?.timelines);
}

/** A place in a history of which the archive knows nothing (any more), so that nobody can tell what was missed. */
export class LostPlaceError extends InputError {
  constructor() {
    super(
      "after",
      "`after` is from a history of this archive that was lost, for example with the server that wrote it: some may be missing since then. Query `statements`, and follow again without `after`.",
    );
  }
}

/** Returns the name of the timeline in which a number was given. */
export function timelineAt(timelines: readonly Timeline[], number: number): string | undefined {
  return timelines.findLast(({ first }) => first <= number)?.name;
}

/**
 * Returns the place if it lies in this history, otherwise the last place before it that does. A place of a version of OnRecord
 * that kept no timelines counts as one that does.
 *
 * @throws LostPlaceError
 */
export function lastKnown(timelines: readonly Timeline[], place: FeedPosition): FeedPosition {
  if (place.timeline === undefined) return place;
  const index = timelines.findIndex(({ name }) => name === place.timeline);
  if (index < 0) throw new LostPlaceError();
  const next = timelines[index + 1];
  if (!next || place.publication < next.first) return place;
  return { publication: next.first - 1, statement: LAST, timeline: place.timeline };
}

/** Tells whether a place lies in this history. */
export function isIn(timelines: readonly Timeline[], place: FeedPosition): boolean {
  const isNamed = place.timeline === undefined || timelines.some(({ name }) => name === place.timeline);
  return isNamed && lastKnown(timelines, place) === place;
}

/**
 * Compares the history that is known with one that was just read. Returns the last place that both have in common, or null if
 * the one that was read only continues the other; the place is before everything if they have nothing in common.
 */
export function forkOf(known: readonly Timeline[], read: readonly Timeline[]): FeedPosition | null {
  let common = 0;
  while (common < known.length && known[common]?.name === read[common]?.name) common += 1;
  const firsts = [known[common], read[common]].flatMap((next) => (next ? [next.first] : []));
  if (firsts.length === 0 || known.length === 0) return null;
  const last = common === 0 ? -1 : Math.min(...firsts) - 1;
  return { publication: last, statement: LAST, timeline: known[common - 1]?.name };
}
