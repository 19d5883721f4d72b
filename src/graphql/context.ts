import type { Sight } from "../archive/unchecked.ts";
import type { Database, Freshness, Share } from "../database.ts";
import type { Feeds } from "../feed/feeds.ts";
import type { Viewer } from "../keys/keys.ts";
import { mayEdit, sightOf } from "./authorization.ts";
import type { ChildLists } from "./connections.ts";
import { createLoaders, type Loaders } from "./loaders.ts";
import type { Budget, RateLimit } from "./rateLimit.ts";

/** The things that the resolvers of one request share. */
export interface Context {
  database: Database;
  loaders: Loaders;
  /** The lists below parents, for `connectBelow`. */
  childLists: ChildLists;
  requestId: string;
  /** The holder of the request's key; null without a key. */
  viewer: Viewer | null;
  /** What the viewer may see. */
  sight: Sight;
  /** Whether the viewer may read the bodies of articles, which are texts of others. */
  seesBodies: boolean;
  /** The points that the viewer may spend in this minute; undefined without a limit. */
  budget?: Budget | undefined;
  /** The time for which the request holds connections to the database; undefined if nobody asks. */
  share?: Share | undefined;
  /** From where the request reads, and who reads; undefined without a replica. */
  reading?: Freshness | undefined;
  who?: string | undefined;
  /** The points left after this operation; undefined without a limit. */
  rateLimit?: RateLimit;
  /** The lists by relevance in this operation; undefined until there is one. */
  rankedLists?: number;
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
  /** Whether everybody may read the bodies of articles; by default, only editors may. */
  areBodiesOpen?: boolean;
  budget?: Context["budget"];
  /** From where the request reads, if there is a replica. */
  reading?: Freshness | undefined;
  /** Who asks, as `spenderName` names them: their statements take turns with those of others. */
  who?: string;
  signal?: AbortSignal;
}): Context {
  const { requestId, viewer = null, areBodiesOpen = false, budget, who, reading, signal } = options;
  const share = who === undefined ? undefined : { who, heldMs: 0 };
  const signalled = signal ? options.database.withSignal(signal) : options.database;
  const database = share ? signalled.withShare(share) : signalled;
  const sight = sightOf(viewer);
  const seesBodies = areBodiesOpen || mayEdit(viewer);
  const loaders = createLoaders(database, sight);
  const childLists: ChildLists = new Map();
  return { database, loaders, childLists, requestId, viewer, sight, seesBodies, budget, share, reading, who };
}
