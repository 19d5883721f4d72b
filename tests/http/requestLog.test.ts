import { expect, test } from "@jest/globals";
import { openServer } from "./runningServer.ts";

const server = openServer();

const json = { "content-type": "application/json" };
const ask = (body: unknown, headers: Record<string, string> = json) =>
  fetch(`${server.url}/graphql`, { method: "POST", headers, body: JSON.stringify(body) });

test("the log has one line a request with its operation, never its variables", async () => {
  const answer = await ask({
    query: "query Named($t: String) { echo(text: $t) }",
    variables: { t: "a secret search" },
  });
  const requestId = answer.headers.get("x-request-id");
  await server.untilLogged((line) => line.requestId === requestId);
  expect(server.log().filter((line) => line.requestId === requestId)).toMatchObject([
    {
      method: "POST",
      path: "/graphql",
      status: 200,
      name: "Named",
      type: "query",
      codes: [],
      milliseconds: expect.any(Number),
    },
  ]);
  expect(JSON.stringify(server.log())).not.toContain("a secret search");
});
