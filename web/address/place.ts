/** The place in a list: a page of it, which follows one cursor or ends before another. */
export type Place = { first: number; after?: string } | { last: number; before: string };

/** Reads the place in a list from an address, for pages of this many entries; the first page by default. */
export function placeOf(query: URLSearchParams, size: number): Place {
  const [after, before] = [query.get("after"), query.get("before")];
  if (before !== null) return { last: size, before };
  return { first: size, ...(after !== null && { after }) };
}
