import type { Viewer } from "../archive/keys.ts";
import type { Database } from "../database.ts";
import type { ChildLists } from "./connections.ts";
import { createLoaders, type Loaders } from "./loaders.ts";

/** What every resolver of one request shares. */
export interface Context {
  database: Database;
  loaders: Loaders;
  /** The lists below parents that were asked for so far; see `connectBelow`. */
  childLists: ChildLists;
  requestId: string;
  /** Who asks, by their key; null without one. */
  viewer: Viewer | null;
}

/** A fresh context; when `signal` aborts (the client went away, the deadline passed) its statements are cancelled. */
export function createContext(options: {
  database: Database;
  requestId: string;
  viewer?: Viewer | null;
  signal?: AbortSignal;
}): Context {
  const { requestId, viewer = null, signal } = options;
  const database = signal ? options.database.withSignal(signal) : options.database;
  return { database, loaders: createLoaders(database), childLists: new Map(), requestId, viewer };
}
