import type { Publication } from "../../archive/publications.ts";
import type { Database } from "../../database.ts";
import { createLoaders, type Loaders } from "../loaders.ts";

/** So long what was read for one subscriber may be shown to others. */
const LONGEST_SHARED_MS = 1_000;

/** Loaders for all subscribers, so that what a thousand of them are sent is read once. */
export interface SharedLoaders {
  now(): Loaders;
  /** Those that have read nothing older than the publication. */
  since(publication: Publication): Loaders;
  /** Forgets what was read, and what could not be. */
  renew(): void;
}

/** Makes new ones at every page of publications, and at least every second. */
export function shareLoaders(database: Database): SharedLoaders {
  let loaders = createLoaders(database);
  let made = 0;
  const renew = (): void => {
    loaders = createLoaders(database);
    made = performance.now();
  };
  const now = (): Loaders => {
    if (performance.now() - made > LONGEST_SHARED_MS) renew();
    return loaders;
  };
  return {
    now,
    since({ readAt }) {
      if (made < readAt) renew();
      return now();
    },
    renew,
  };
}
