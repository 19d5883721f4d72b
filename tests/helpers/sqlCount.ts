import type pg from "pg";
import type { DatabaseConnection } from "../../src/database.ts";

/** Returns a list that receives the text of every SQL statement sent from now on over any connection of the pool. */
export function recordSql(pool: pg.Pool): string[] {
  const texts: string[] = [];
  const listen = (client: Pick<pg.PoolClient, "query">) => {
    const query = client.query.bind(client) as (...given: unknown[]) => unknown;
    client.query = ((...given: unknown[]) => {
      const [statement] = given as [string | { text: string }];
      texts.push(typeof statement === "string" ? statement : statement.text);
      return query(...given);
    }) as typeof client.query;
  };
  for (const client of (pool as unknown as { _clients: pg.PoolClient[] })._clients) listen(client);
  pool.on("connect", listen);
  return texts;
}

/**
 * Counts the SQL statements sent from now on over the pool's connections.
 *
 * @returns a function that returns the count, of one name or of all
 */
export function countSql({ pool }: DatabaseConnection): (name?: string) => number {
  const texts = recordSql(pool);
  return (name) =>
    (name === undefined ? texts : texts.filter((text) => text.trimStart().startsWith(`/* ${name} */`))).length;
}
