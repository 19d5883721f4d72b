import type { DatabaseConnection } from "../../src/database.ts";

/**
 * Counts the SQL statements that the pool's connections, those open now, are sent from now on.
 *
 * @returns how many there have been: of a name, else in all
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
