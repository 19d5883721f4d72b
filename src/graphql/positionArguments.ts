import { LARGEST_PAGE, readPageSize } from "../archive/lists/page.ts";
import type { When } from "../document/dates.ts";

/** Reads the arguments of the field `positions`. Throws InputError for a number that no page has. */
export function positionArguments(
  at: When | null | undefined,
  first: number | null | undefined,
): { at: When | null; first: number } {
  return { at: at ?? null, first: readPageSize("first", first) ?? LARGEST_PAGE };
}
