import type { DatabaseConnection } from "../../src/database.ts";

/**
 * Counts the SQL statements sent from now on over the connections that the pool has open now.
 *
 * @returns a function that returns the count, of one name or of all
 */
export function countSql({ pool }: DatabaseConnection): (name?: string) => number {
  const texts: string[] = [];
  for (const client of (pool as unknown as { _clients: { query: (...given: unknown[]) => unknown }[] })._clients) {
    const query = client.query.bind(client);
    client.query = (...given) => {
      const [statement] = given as [string | { text: string }];
      texts.push(typeof statement === "string" ? statement : statement.text);
      return query(...given);
    };
  }
  return (name) =>
    (name === undefined ? texts : texts.filter((text) => text.trimStart().startsWith(`/* ${name} */`))).length;
}
