import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { allowPauses } from "./patience.ts";

const { sql } = Prisma;

/**
 * Counts the statements of topics that have become large ahead of queries, so that their facets and timelines stay quick. A topic
 * whose statements are being written at this moment is left to the next call.
 */
export async function countLargeTopics(database: Database): Promise<void> {
  const large = await database.query<{ id: number }>(
    sql`/* topics.large */ SELECT id FROM large_topics() AS large (id)`,
  );
  for (const { id } of large) {
    await database.transaction(async (transaction) => {
      await allowPauses(transaction);
      await transaction.query(sql`/* topics.countAhead */ SELECT tally_topic(${id}::bigint)`);
    });
  }
}
