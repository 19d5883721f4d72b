import type { Database } from "../database.ts";
import type { FeedEntry } from "./atom.ts";
import { lastChanges, readInFull } from "./found.ts";

/** Reads the entries of a feed: the statements of the first page, which are the newest. */
export async function readEntries(database: Database, ids: AsyncIterable<number[]>): Promise<FeedEntry[]> {
  for await (const newest of ids) {
    const [statements, changes] = await Promise.all([readInFull(database, newest), lastChanges(database, newest)]);
    return statements.map((statement) => ({
      statement,
      updated: changes.get(statement.id) ?? new Date(statement.saidAt),
    }));
  }
  return [];
}
