import { isLonger, LONGEST_NAME } from "../../document/limits.ts";
import type { EventDraft } from "../drafts.ts";

/**
 * Returns the sitting that a transcript records. Many sittings share a heading, so the name includes the publisher and the day:
 * "The old harbour (Brandt Town Council, 2031-05-14)". Undefined if that is longer than a name may be.
 *
 * @param said the date on which it took place
 */
export function sittingOf(
  { headline, source }: { headline: string; source: { name: string } },
  said: string,
  location: string | undefined,
): EventDraft | undefined {
  const day = said.slice(0, 10);
  const name = `${headline} (${source.name}, ${day})`;
  if (isLonger(name, LONGEST_NAME)) return undefined;
  const place = location === undefined || isLonger(location, LONGEST_NAME) ? undefined : location;
  return { name, startsOn: day, endsOn: day, ...(place && { place }) };
}
