import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { hasDebianServer } from "../helpers/debianServer.ts";
import { type PairServer, startPairServer } from "./pairServer.ts";

(hasDebianServer ? describe : describe.skip)("a server on a standby", () => {
  let pairServer: PairServer;

  beforeAll(async () => {
    pairServer = await startPairServer("standby", { editors: ["Ada"] });
  });
  afterAll(() => pairServer?.close());

  const ask = async (query: string) => {
    const { pair, server } = pairServer;
    const headers = { "content-type": "application/json", authorization: `Bearer ${pair.keys[0]}` };
    const answer = await fetch(`${server.url}/graphql`, { method: "POST", headers, body: JSON.stringify({ query }) });
    return { status: answer.status, body: await answer.json() };
  };
  const create = (name: string) =>
    ask(`mutation { sourceCreate(input: {name: "${name}", kind: OUTLET}) { source { name } userErrors { code } } }`);

  test("a standby answers queries, refuses mutations as UNAVAILABLE, and takes them once it is promoted or another is primary", async () => {
    const { pair, proxy } = pairServer;
    expect(await ask("{ sources { totalCount } }")).toEqual({
      status: 200,
      body: { data: { sources: { totalCount: 0 } } },
    });
    for (let i = 0; i < 6; i++)
      expect(await create("Velmora Post")).toMatchObject({
        status: 503,
        body: { errors: [{ extensions: { code: "UNAVAILABLE" } }] },
      });
    // The connections stay with the standby, as they do with a primary that has been demoted.
    proxy.turnTo(pair.primary.url);
    expect(await create("Velmora Post")).toMatchObject({ status: 200 });
    proxy.turnTo(pair.standby.url);
    await pair.standby.promote();
    for (let i = 0; i < 6; i++)
      expect(await create(`Velmora Post ${i}`)).toMatchObject({
        status: 200,
        body: { data: { sourceCreate: { source: { name: `Velmora Post ${i}` }, userErrors: [] } } },
      });
  });
});
