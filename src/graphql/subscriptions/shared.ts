import type { Database } from "../../database.ts";
import type { Publication } from "../../feed/feed.ts";
import { createLoaders, type Loaders } from "../loaders.ts";

/** So long what was read for one subscriber may be shown to others. */
const LONGEST_SHARED_MS = 1_000;

/** What subscribers have in common, so that it is read, and made, once for a thousand of them. */
export interface Shared {
  /**
   * What `make` makes of a publication, with loaders that have read nothing older than it: made once for all that give the same
   * key in the same second.
   */
  once<Made>(publication: Publication, key: string, make: (loaders: Loaders) => Promise<Made>): Promise<Made>;
  /** Forgets what was read and made, and what could not be. */
  renew(): void;
}

/** Begins anew at every page of publications, and at least every second. */
export function openShared(database: Database): Shared {
  let loaders = createLoaders(database);
  // By cursor, then by key: a thousand times a statement is too often to make one of the two.
  let made = new Map<string, Map<string, Promise<unknown>>>();
  let begun = 0;
  const renew = (): void => {
    loaders = createLoaders(database);
    made = new Map();
    begun = performance.now();
  };
  return {
    once<Made>(publication: Publication, key: string, make: (loaders: Loaders) => Promise<Made>) {
      if (begun < publication.readAt || performance.now() - begun > LONGEST_SHARED_MS) renew();
      const known = made.get(publication.cursor)?.get(key) as Promise<Made> | undefined;
      if (known) return known;
      const ofIt = made.get(publication.cursor) ?? new Map<string, Promise<unknown>>();
      made.set(publication.cursor, ofIt);
      const making = make(loaders);
      ofIt.set(key, making);
      return making;
    },
    renew,
  };
}
