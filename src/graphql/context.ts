import type { Database } from "../database.ts";
import type { PublicationFeed } from "../feed/feed.ts";
import type { Viewer } from "../keys/keys.ts";
import type { ChildLists } from "./connections.ts";
import { createLoaders, type Loaders } from "./loaders.ts";
import type { RateLimit } from "./rateLimit.ts";

/** What every resolver of one request shares. */
export interface Context {
  database: Database;
  loaders: Loaders;
  /** The lists below parents that were asked for so far; see `connectBelow`. */
  childLists: ChildLists;
  requestId: string;
  /** Who asks, by their key; null without one. */
  viewer: Viewer | null;
  /** Takes points of those that the viewer may spend in this minute; undefined where there is no limit. */
  spend?: ((points: number) => Promise<RateLimit>) | undefined;
  /** What is left of them after this operation; undefined where there is no limit. */
  rateLimit?: RateLimit;
  /** Where a subscription begins: what it follows, and the cursor that its transport remembers. */
  following?: { feed: PublicationFeed; lastCursor: string | undefined };
}

/** A fresh context; when `signal` aborts (the client went away, the deadline passed) its statements are cancelled. */
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
