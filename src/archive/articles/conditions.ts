import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { orByIds } from "../lists/fewIds.ts";

const { sql } = Prisma;

/** Returns the condition, on the table `article`, that one of the sources published or supplied it. */
export function isFrom(sourceIds: readonly number[]): Prisma.Sql {
  return sql`(article.source_id = ANY (${sourceIds}::bigint[]) OR article.wire_id = ANY (${sourceIds}::bigint[]))`;
}

/**
 * Returns the condition, on the table `article`, that it prints a published statement by one of the speakers. The ids are given as
 * values: PostgreSQL knows how often frequent speakers are quoted, and so whether to begin with their statements or with the articles.
 */
export async function quotes(database: Database, speakerIds: readonly number[]): Promise<Prisma.Sql> {
  const from = sql`
FROM statement
JOIN appearance ON appearance.statement_id = statement.id
WHERE statement.status = 'PUBLISHED' AND statement.speaker_id = ANY (${speakerIds}::bigint[])`;
  return orByIds(database, {
    name: "articles.few.speaker",
    id: sql`article.id`,
    condition: sql`EXISTS (SELECT ${from} AND appearance.article_id = article.id)`,
    ids: sql`SELECT appearance.article_id AS id ${from}`,
  });
}
