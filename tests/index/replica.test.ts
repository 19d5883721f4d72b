import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { DatabaseConnection, Replica } from "../../src/database.ts";
import { loadSchema } from "../../src/graphql/schema.ts";
import { watchReplica } from "../../src/index/replica.ts";
import { connectTo } from "../helpers/database.ts";
import { hasDebianServer } from "../helpers/debianServer.ts";
import { eventually } from "../helpers/eventually.ts";
import { type Pair, startPair } from "../helpers/standby.ts";
import { type DatabaseProxy, openProxy } from "../http/proxy.ts";
import { type RunningServer, startServer } from "../http/runningServer.ts";

const DELAY_MS = 3_000;

(hasDebianServer ? describe : describe.skip)("with a replica to read from", () => {
  let pair: Pair;
  let proxy: DatabaseProxy;
  let database: DatabaseConnection;
  let replica: Replica;
  let server: RunningServer;

  beforeAll(async () => {
    pair = await startPair(["Ada", "Piet"], DELAY_MS);
    proxy = await openProxy(pair.primary.url);
    database = connectTo(proxy.url, { connectionTimeoutMs: 5_000 });
    replica = watchReplica({ primary: database, replica: connectTo(pair.standby.url), mostLagMs: 600_000 });
    server = await startServer({ schema: loadSchema(), database, replica });
    await eventually(() => replica.isFit());
  });
  afterAll(async () => {
    await server?.close();
    await replica?.close();
    await database?.close();
    await proxy?.cut().catch(() => {});
    await pair?.remove();
  });

  async function ask(query: string, key?: string, headers: Record<string, string> = {}) {
    const answer = await fetch(`${server.url}/graphql`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(key !== undefined && { authorization: `Bearer ${key}` }),
        ...headers,
      },
      body: JSON.stringify({ query }),
    });
    return { status: answer.status, written: answer.headers.get("onrecord-written"), body: await answer.json() };
  }
  const COUNT = "{ sources { totalCount } }";
  const counted = (totalCount: number) => ({ status: 200, body: { data: { sources: { totalCount } } } });
  const create = (name: string) =>
    ask(`mutation { sourceCreate(input: {name: "${name}", kind: OUTLET}) { userErrors { code } } }`, pair.keys[0]);

  test("an editor reads what they wrote at once, and so does who is told of it; others read the replica", async () => {
    const { status, written } = await create("Velmora Post");
    expect([status, written]).toEqual([200, expect.stringMatching(/^[0-9A-F]+\/[0-9A-F]+$/)]);
    const [own, other, stranger, told, mistaken] = await Promise.all([
      ask(COUNT, pair.keys[0]),
      ask(COUNT, pair.keys[1]),
      ask(COUNT),
      ask(COUNT, undefined, { "onrecord-after": written ?? "" }),
      ask(COUNT, undefined, { "onrecord-after": "last Tuesday" }),
    ]);
    expect([own, told, mistaken]).toMatchObject([counted(1), counted(1), counted(1)]);
    expect([other, stranger]).toMatchObject([counted(0), counted(0)]);
    await eventually(async () => (await ask(COUNT)).body.data.sources.totalCount === 1);
  });

  test("the primary answers without the replica, and metrics say so", async () => {
    await pair.standby.stop();
    expect(await ask(COUNT)).toMatchObject(counted(1));
    await eventually(async () =>
      /^onrecord_replica_used 0$/m.test(await (await fetch(`${server.url}/metrics`)).text()),
    );
    expect(await ask(COUNT)).toMatchObject(counted(1));
    await pair.standby.start();
    await eventually(async () =>
      /^onrecord_replica_used 1$/m.test(await (await fetch(`${server.url}/metrics`)).text()),
    );
  });

  test("queries are answered without the primary, also with a key, and writes are UNAVAILABLE", async () => {
    await proxy.cut();
    expect(await ask(COUNT)).toMatchObject(counted(1));
    expect(await ask(COUNT, pair.keys[1])).toMatchObject(counted(1));
    expect(await create("Ostrin Courier")).toMatchObject({
      status: 503,
      body: { errors: [{ extensions: { code: "UNAVAILABLE" } }] },
    });
    await eventually(async () => (await fetch(`${server.url}/readyz`)).status === 200);
    expect(await ask(COUNT, pair.keys[0])).toMatchObject(counted(1));
    await proxy.open();
    expect(await create("Ostrin Courier")).toMatchObject({ status: 200 });
  });
});

(hasDebianServer ? describe : describe.skip)("a replica that falls behind", () => {
  let pair: Pair;
  beforeAll(async () => {
    pair = await startPair([], 600_000);
  });
  afterAll(() => pair?.remove());

  test("a replica is not read from while it is further behind than it may be", async () => {
    const database = connectTo(pair.primary.url);
    const replica = watchReplica({ primary: database, replica: connectTo(pair.standby.url), mostLagMs: 1_000 });
    await eventually(() => replica.isFit());
    await database.pool.query("CREATE TABLE news (id int)");
    await eventually(() => !replica.isFit());
    expect(replica.lagMs()).toBeGreaterThan(1_000);
    await replica.close();
    await database.close();
  });
});
