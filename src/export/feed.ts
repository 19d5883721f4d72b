import type { Database } from "../database.ts";
import type { FeedEntry } from "./atom.ts";
import type { TypedFilter } from "./filter.ts";
import { lastChanges, readInFull } from "./found.ts";

/** The entries of a feed: the newest of the statements, by when they were said. */
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

/** What a feed with this filter is called: "Statements by Putin on Idlib". */
export function titleOf({ speaker, topic, source, text }: TypedFilter): string {
  const parts = [
    "Statements",
    ...(speaker ? [`by ${speaker.join(" or ")}`] : []),
    ...(topic ? [`on ${topic.join(" or ")}`] : []),
    ...(source ? [`in ${source.join(" or ")}`] : []),
    ...(text ? [`with ${text.join(" ")}`] : []),
  ];
  return parts.join(" ");
}
