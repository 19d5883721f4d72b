import { type Place, placeOf } from "./place.ts";

/** The addresses of the lists of speakers, topics, sources and propositions: a name, an order and a place in the list. */

/** How many entries a page of a directory has. */
export const DIRECTORY_SIZE = 50;

/** The path of a directory. */
export type DirectoryPath = "/speakers" | "/topics" | "/sources" | "/propositions";

/** Reads the name that a directory is searched for from an address; undefined without one. */
export function nameOf(query: URLSearchParams): string | undefined {
  return query.get("name")?.trim() || undefined;
}

/** Reads the name, the order and the place in the list from an address: most statements first by default. */
export function directoryOf(query: URLSearchParams) {
  const name = nameOf(query);
  const field = query.get("order") === "name" ? "NAME" : name ? undefined : "STATEMENT_COUNT";
  return {
    ...(name && { filter: { name } }),
    ...(field && { orderBy: { field } as const }),
    ...directoryPlaceOf(query),
  } as const;
}

/** Reads the place in the list from an address. */
export function directoryPlaceOf(query: URLSearchParams): Place {
  return placeOf(query, DIRECTORY_SIZE);
}

/** Writes the address of a directory with these values; those left out are not in it. */
export function directoryAddress(
  path: DirectoryPath,
  values: { name?: string | null; order?: string | null; after?: string | null; before?: string | null },
): string {
  const query = new URLSearchParams();
  for (const name of ["name", "order", "after", "before"] as const) {
    const value = values[name];
    if (value) query.set(name, value);
  }
  const text = query.toString();
  return text === "" ? path : `${path}?${text}`;
}
