import { expect, test } from "@jest/globals";
import { createKey } from "../../src/keys/keys.ts";
import { openServer } from "./runningServer.ts";

const server = openServer();

const json = { "content-type": "application/json" };
const ask = (body: unknown, headers: Record<string, string> = json) =>
  fetch(`${server.url}/graphql`, { method: "POST", headers, body: JSON.stringify(body) });

test("the log has one line a request with its operation, never its variables", async () => {
  const answer = await ask(
    { query: "query Named($t: String) { echo(text: $t) }", variables: { t: "a secret search" } },
    { ...json, "apollographql-client-name": "newsroom web" },
  );
  const requestId = answer.headers.get("x-request-id");
  await server.untilLogged((line) => line.requestId === requestId);
  expect(server.log().filter((line) => line.requestId === requestId)).toMatchObject([
    {
      method: "POST",
      path: "/graphql",
      status: 200,
      name: "Named",
      type: "query",
      cost: 1,
      client: "newsroom web",
      codes: [],
      milliseconds: expect.any(Number),
    },
  ]);
  expect(JSON.stringify(server.log())).not.toContain("a secret search");
});

test("the line has the id of the key, never the key; without a key it has none", async () => {
  const { id, token } = await createKey(server.database, undefined, { name: "Ada", role: "READER", expiresAt: null });
  const answers = [
    await ask({ query: "{ echo }" }, { ...json, authorization: `Bearer ${token}` }),
    await ask({ query: "{ echo }" }),
  ];
  const lines = await Promise.all(
    answers.map(({ headers }) => server.untilLogged(({ requestId }) => requestId === headers.get("x-request-id"))),
  );
  expect(lines.map(({ key, cost }) => ({ key, cost }))).toEqual([{ key: id, cost: 1 }, { cost: 1 }]);
  expect(JSON.stringify(server.log())).not.toContain(token);
});

test("an operation that is refused has no cost; a client's long name is cut", async () => {
  const answer = await ask({ query: "{ nothing }" }, { ...json, "apollographql-client-name": "n".repeat(5_000) });
  const line = await server.untilLogged(({ requestId }) => requestId === answer.headers.get("x-request-id"));
  expect(line).toMatchObject({ client: "n".repeat(100), codes: ["GRAPHQL_VALIDATION_FAILED"] });
  expect(line).not.toHaveProperty("cost");
});

test("the line of a file has its points, and that of a stream the name of its operation", async () => {
  await (await fetch(`${server.url}/statements.csv`)).text();
  expect(await server.untilLogged(({ path }) => path === "/statements.csv")).toMatchObject({
    status: 200,
    cost: 5_000,
  });
  const query = new URLSearchParams({ query: "subscription Followed { nothing }", operationName: "Followed" });
  await (await fetch(`${server.url}/graphql/stream?${query}`)).text();
  expect(await server.untilLogged(({ path }) => path === "/graphql/stream")).toMatchObject({
    name: "Followed",
    type: "subscription",
  });
});
