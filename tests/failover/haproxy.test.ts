import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { DatabaseConnection } from "../../src/database.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { connectTo } from "../helpers/database.ts";
import { hasDebianServer } from "../helpers/debianServer.ts";
import { eventually } from "../helpers/eventually.ts";
import { hasPooler, type Pooler, startPooler } from "../helpers/pooler.ts";
import { type Pair, startPair } from "../helpers/standby.ts";
import { type Balancer, hasBalancer, startBalancer } from "./balancer.ts";
import { openLoad, type Process, startProcess } from "./load.ts";
import { openStatusPage } from "./statusPage.ts";

const { sql } = Prisma;

const MORE = 40;

(hasDebianServer && hasBalancer ? describe : describe.skip)("behind HAProxy, with a synchronous standby", () => {
  let pair: Pair;
  let pages: Awaited<ReturnType<typeof openStatusPage>>[] = [];
  let balancer: Balancer;
  const processes: Process[] = [];
  const poolers: Pooler[] = [];
  const opened: DatabaseConnection[] = [];

  const through = (url: string) => {
    const database = connectTo(url);
    opened.push(database);
    return database;
  };

  beforeAll(async () => {
    pair = await startPair(["Ada"]);
    const primary = through(pair.primary.url);
    await primary.query(sql`ALTER SYSTEM SET synchronous_standby_names = '*'`);
    await primary.query(sql`SELECT pg_reload_conf()`);
    await eventually(async () => {
      const rows = await primary.query(sql`SELECT FROM pg_stat_replication WHERE sync_state = 'sync'`);
      return rows.length > 0;
    });
    for (const setting of [
      "timezone = 'UTC'",
      "statement_timeout = '10s'",
      "idle_in_transaction_session_timeout = '60s'",
    ])
      await primary.pool.query(`ALTER ROLE onrecord SET ${setting}`);
    await primary.close();
    opened.pop();
    const urls = [pair.primary.url, pair.standby.url];
    pages = await Promise.all(urls.map(openStatusPage));
    balancer = await startBalancer(
      urls.map((url, i) => ({ port: Number(new URL(url).port), statusPort: pages[i]?.port ?? 0 })),
    );
    const [primaryUrl, replicaUrl] = [balancer.primaryPort, balancer.replicaPort].map(
      (port) => `postgres://onrecord@127.0.0.1:${port}/postgres`,
    ) as [string, string];
    const direct = { DATABASE_URL: primaryUrl, DATABASE_READ_URL: replicaUrl };
    processes.push(await startProcess(direct));
    processes.push(await startProcess(hasPooler ? await throughPoolers(primaryUrl, replicaUrl) : direct));
    for (const { url } of processes) await eventually(async () => (await fetch(`${url}/readyz`)).ok);
  });
  afterAll(async () => {
    for (const { child } of processes) child.process.kill("SIGKILL");
    await Promise.all(opened.map(({ close }) => close()));
    await Promise.all(poolers.map(({ remove }) => remove()));
    await balancer?.remove();
    await Promise.all(pages.map(({ close }) => close()));
    await pair?.remove();
  });

  /** Starts PgBouncer in front of HAProxy, and returns the settings of a process that goes through it. */
  async function throughPoolers(primaryUrl: string, replicaUrl: string) {
    for (const url of [primaryUrl, replicaUrl])
      poolers.push(await startPooler(url.replace("onrecord@", "onrecord:any@")));
    return {
      DATABASE_URL: poolers[0]?.url ?? "",
      DATABASE_READ_URL: poolers[1]?.url ?? "",
      DATABASE_DIRECT_URL: primaryUrl,
      ONRECORD_PREPARED_STATEMENTS: "false",
    };
  }

  test("the death of the primary loses nothing acknowledged, and no follower misses or repeats anything", async () => {
    const load = await openLoad(
      processes.map(({ url }) => url),
      pair.keys[0] as string,
    );
    await eventually(() => load.counts.writes >= MORE);
    await pair.primary.kill();
    // Requests are read from the replica meanwhile.
    const { reads } = load.counts;
    await eventually(() => load.counts.reads >= reads + MORE);
    await pair.standby.promote();
    const { writes } = load.counts;
    await eventually(() => load.counts.writes >= writes + MORE);
    await load.stop();
    await load.verify(through(pair.standby.url));
    // On a busy machine, a request that waits for a server that has just died may run out of time.
    expect(Object.keys(load.counts.refusals).filter((code) => !["UNAVAILABLE", "TIMEOUT"].includes(code))).toEqual([]);
    for (const { child } of processes) expect([child.process.exitCode, child.process.signalCode]).toEqual([null, null]);
  });
});
