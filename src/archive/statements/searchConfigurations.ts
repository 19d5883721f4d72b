import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";

const { sql, raw } = Prisma;

/** A text search configuration that the archive uses, and the words and phrases of a search of which it reads nothing. */
export interface UsedConfiguration {
  configuration: string;
  /** They consist of words that are too common to be searched for, or of no words. */
  unread: ReadonlySet<string>;
}

/** Reads the distinct configurations by skipping through their index: the cost grows with their number, not with the archive. */
export async function usedConfigurations(
  database: Database,
  operands: readonly string[],
): Promise<UsedConfiguration[]> {
  const distinct = [...new Set(operands)];
  const records = await database.query<{ configuration: string; unread: string[] }>(
    sql`
/* statements.configurations */
WITH RECURSIVE used (configuration) AS (
  SELECT min(configuration) FROM statement_search
  UNION ALL
  SELECT (SELECT min(configuration) FROM statement_search WHERE statement_search.configuration > used.configuration)
  FROM used
  WHERE configuration IS NOT NULL
)
SELECT configuration, ARRAY(
  SELECT operand
  FROM unnest(${distinct}::text[]) AS operand
  WHERE is_unread(configuration, operand)
) AS unread
FROM used
WHERE configuration IS NOT NULL`,
    { prepare: true },
  );
  return records.map(({ configuration, unread }) => ({ configuration, unread: new Set(unread) }));
}

/** Returns the SQL of a search, in web-search syntax that `searchable` has made harmless. */
export function tsquery(configuration: string, text: string): Prisma.Sql {
  return sql`search_query(${raw(`'${configuration}'`)}, ${text})`;
}
