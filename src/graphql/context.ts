import type { Database } from "../database.ts";
import type { Feeds } from "../feed/feeds.ts";
import type { Viewer } from "../keys/keys.ts";
import type { ChildLists } from "./connections.ts";
import { createLoaders, type Loaders } from "./loaders.ts";
import type { RateLimit } from "./rateLimit.ts";

/** The things that the resolvers of one request share. */
export interface Context {
  database: Database;
  loaders: Loaders;
  /** The lists below parents, for `connectBelow`. */
  childLists: ChildLists;
  requestId: string;
  /** The holder of the request's key; null without a key. */
  viewer: Viewer | null;
  /** Takes some of the points that the viewer may spend in this minute; undefined without a limit. */
  spend?: ((points: number) => Promise<RateLimit>) | undefined;
  /** The points left after this operation; undefined without a limit. */
  rateLimit?: RateLimit;
  /** Only for a subscription: the feeds, and the cursor that its transport remembers. */
  following?: Feeds & { lastCursor: string | undefined };
}

/**
 * Makes a new context. When `signal` aborts (the client left, the deadline passed), its SQL statements are cancelled.
 */
export function createContext(options: {
  database: Database;
  requestId: string;
  viewer?: Viewer | null;
  spend?: Context["spend"];
  signal?: AbortSignal;
}): Context {
  const { requestId, viewer = null, spend, signal } = options;
  const database = signal ? options.database.withSignal(signal) : options.database;
  const loaders = createLoaders(database);
  return { database, loaders, childLists: new Map(), requestId, viewer, spend };
}
