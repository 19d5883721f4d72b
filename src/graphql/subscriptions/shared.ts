import type { Sight } from "../../archive/unchecked.ts";
import type { Database } from "../../database.ts";
import type { Told } from "../../feed/feed.ts";
import { createLoaders, type Loaders } from "../loaders.ts";

/** How long data read for one subscriber may be shown to others. */
const LONGEST_SHARED_MS = 1_000;

/** Results that subscribers share, so that they are read and made once for a thousand subscribers. */
export interface Shared {
  /**
   * Returns the result of `make` for a publication, with loaders that have read nothing before it. It is made once for
   * all callers that give the same key in the same second.
   */
  once<Made>(publication: Told, key: string, make: (loaders: Loaders) => Promise<Made>): Promise<Made>;
  /** Forgets the data that was read, and the results, failed ones too. */
  renew(): void;
}

/** Opens the results shared by all who may see the same. They begin anew with every page of publications, and at least every second. */
export function openShared(database: Database, sight: Sight): Shared {
  let loaders = createLoaders(database, sight);
  // By cursor, then by key: joining the two into one string, a thousand times for each statement, would take too long.
  let made = new Map<string, Map<string, Promise<unknown>>>();
  let begun = 0;
  const renew = (): void => {
    loaders = createLoaders(database, sight);
    made = new Map();
    begun = performance.now();
  };
  return {
    once<Made>(publication: Told, key: string, make: (loaders: Loaders) => Promise<Made>) {
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
