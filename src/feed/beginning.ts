import { InputError } from "../archive/lists/inputError.ts";
import { type Keyset, readSlice } from "../archive/lists/keyset.ts";
import { type FeedPosition, LAST } from "./place.ts";
import { lastKnown, type Timeline, timelineAt } from "./timelines.ts";

/** The place of the latest item, and the place to begin after. */
export interface Beginning {
  now: FeedPosition;
  after: FeedPosition;
  /** The timelines as they were read with it. */
  timelines: Timeline[];
}

const NO_CURSOR = "`after` is not a cursor that this API gave.";

/**
 * Returns where to begin: after the cursor, or after the last number without one. A cursor whose place was lost in a failover
 * begins after the last place that is left. Throws InputError for a cursor that is not of this feed, and LostPlaceError.
 */
export function beginAfter(
  order: Keyset,
  cursor: string | null | undefined,
  { last, timelines }: { last: number; timelines: Timeline[] },
): Beginning {
  const now = { publication: last, statement: LAST, timeline: timelineAt(timelines, last) };
  const values = readSlice(order, { after: cursor }).after;
  if (values === null) return { now, after: now, timelines };
  const [publication, statement, timeline] = values;
  if (!/^\d{1,15}$/.test(String(publication))) throw new InputError("after", NO_CURSOR);
  const given = {
    publication: Number(publication),
    statement: Number(statement),
    ...(timeline !== undefined && { timeline: String(timeline) }),
  };
  // A place of a known timeline that is not reached was lost with the server that gave it: the next timeline will say where
  // it begins.
  if (given.publication > last && given.timeline === undefined) throw new InputError("after", NO_CURSOR);
  return { now, after: lastKnown(timelines, given), timelines };
}
