/** The addresses of the merge desk. */

export const MERGE_SPEAKERS = "/merge";
export const MERGE_PROPOSITIONS = "/merge/propositions";

/** The two that are compared, by what somebody has typed or chosen, and which is kept. */
export interface Pair {
  one: string;
  other: string;
  /** The slug of the one that is kept; by default the page proposes one. */
  keep?: string | undefined;
}

/** Reads the pair that is asked for. */
export function pairOf(query: URLSearchParams): Pair {
  const given = (name: string) => query.get(name)?.trim() ?? "";
  return { one: given("one"), other: given("other"), keep: given("keep") || undefined };
}

/** Writes the address at which a pair is compared; `path` may be that of an action. */
export function mergeAddress(path: string, { one, other, keep }: Pair): string {
  const query = new URLSearchParams({ ...(one && { one }), ...(other && { other }), ...(keep && { keep }) });
  return query.size > 0 ? `${path}?${query}` : path;
}
