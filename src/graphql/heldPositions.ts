import { LARGEST_PAGE, readPageSize } from "../archive/lists/page.ts";
import type { HeldPosition, PositionsOf } from "../archive/propositions/positions.ts";
import type { When } from "../document/dates.ts";
import type { Context } from "./context.ts";
import { momentOf } from "./moments.ts";

/** What the field `positions` takes. */
interface PositionArguments {
  /** Statements that were said until the end of it count. */
  at?: When | null | undefined;
  /** The archive counts as it stood at this instant. */
  asOf?: Date | null | undefined;
  first?: number | null | undefined;
}

/**
 * Loads the positions on a proposition, or those of a speaker; each remembers the instant, so that its statements are shown as they were
 * then. Throws InputError for a number that no page has.
 */
export async function loadPositions(
  context: Context,
  of: PositionsOf,
  id: number,
  { at, asOf, first }: PositionArguments,
): Promise<HeldPosition[]> {
  const key = { of, id, at: at ?? null, first: readPageSize("first", first) ?? LARGEST_PAGE };
  const positions = await momentOf(context, asOf ?? undefined).loaders.positions.load(key);
  return asOf ? positions.map((position) => ({ ...position, asOf })) : positions;
}
