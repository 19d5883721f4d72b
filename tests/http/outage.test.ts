import { makeExecutableSchema } from "@graphql-tools/schema";
import { expect, test } from "@jest/globals";
import type { Database } from "../../src/database.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { eventually } from "../helpers/eventually.ts";
import { openProxied } from "./proxied.ts";

const schema = makeExecutableSchema<{ database: Database }>({
  typeDefs: "type Query { sql: Int, model: Int }",
  resolvers: {
    Query: {
      sql: async (_source, _args, { database }) =>
        (await database.query<{ n: number }>(Prisma.sql`SELECT 1 AS n`))[0]?.n,
      model: async (_source, _args, { database }) => database.prisma.article.count(),
    },
  },
});

const { proxy, server } = openProxied({ schema });

async function ask(query: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${server.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query }),
  });
  const body = (await answer.json()) as { data?: object; errors?: { extensions: object }[] };
  return { status: answer.status, isPassing: answer.headers.has("retry-after"), body };
}
const readiness = async () => (await fetch(`${server.url}/readyz`)).status;

test("the server answers UNAVAILABLE while the database is away and is ready again by itself afterwards", async () => {
  const query = "{ sql model }";
  const well = { status: 200, isPassing: false, body: { data: { sql: 1, model: 0 } } };
  expect(await ask(query)).toEqual(well);
  for (let time = 0; time < 2; time++) {
    await proxy.cut();
    // The key is looked up before the query is read.
    const keyed = ask(query, { authorization: `Bearer or_${"0".repeat(16)}_${"x".repeat(43)}` });
    const answers = await Promise.all([ask("{ sql }"), ask("{ model }"), ask(query), keyed]);
    for (const { status, isPassing, body } of answers) {
      expect([status, isPassing, body.data, body.errors?.[0]?.extensions]).toEqual([
        503,
        true,
        undefined,
        { code: "UNAVAILABLE", requestId: expect.any(String) },
      ]);
    }
    expect(await readiness()).toBe(503);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);

    await proxy.open();
    await eventually(async () => (await readiness()) === 200);
    expect(await ask(query)).toEqual(well);
  }
});
