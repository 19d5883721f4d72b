import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { DatabaseConnection } from "../../src/database.ts";
import { createKey } from "../../src/keys/keys.ts";
import { migrate } from "../../src/migrate.ts";
import { connectTo } from "../helpers/database.ts";
import { eventually } from "../helpers/eventually.ts";
import { hasPooler, type Pooler, startPooler } from "../helpers/pooler.ts";
import { type Balancer, hasBalancer, startBalancer } from "./balancer.ts";
import { openLoad, type Process, startProcess } from "./load.ts";
import { hasPatroni, type PatroniCluster, startPatroni } from "./patroni.ts";

const ROUNDS = 3;
const MORE = 100;

/** The longest that reading may stand still: until HAProxy sees that a server is gone, and the replica is asked. */
const LONGEST_READING_MS = 2_000;

(hasPatroni && hasBalancer ? describe : describe.skip)("with Patroni, etcd, HAProxy and PgBouncer", () => {
  let cluster: PatroniCluster;
  let balancer: Balancer;
  let database: DatabaseConnection;
  let key = "";
  const poolers: Pooler[] = [];
  const processes: Process[] = [];

  beforeAll(async () => {
    cluster = await startPatroni(3);
    balancer = await startBalancer(cluster.nodes);
    await cluster.settled();
    const addressOf = (port: number) =>
      `postgres://${cluster.user.name}:${cluster.user.password}@127.0.0.1:${port}/postgres`;
    database = connectTo(addressOf(balancer.primaryPort));
    await eventually(async () => database.pool.query("SELECT").catch(() => undefined));
    await migrate(addressOf(balancer.primaryPort), { log: () => {} });
    key = (await createKey(database, undefined, { name: "Ada", role: "EDITOR", expiresAt: null })).token;
    const [primary, replica] = [addressOf(balancer.primaryPort), addressOf(balancer.replicaPort)];
    const direct = { DATABASE_URL: primary, DATABASE_READ_URL: replica };
    processes.push(await startProcess(direct));
    processes.push(await startProcess(hasPooler ? await throughPoolers(primary, replica) : direct));
    for (const { url } of processes) await eventually(async () => (await fetch(`${url}/readyz`)).ok);
  });
  afterAll(async () => {
    for (const { child } of processes) child.process.kill("SIGKILL");
    await database?.close();
    for (const pooler of poolers) await pooler.remove();
    await balancer?.remove();
    await cluster?.remove();
  });

  /** Starts PgBouncer in front of HAProxy. It drops the settings that our sessions ask for, so the role has them. */
  async function throughPoolers(primary: string, replica: string) {
    const settings = ["timezone = 'UTC'", "statement_timeout = '10s'", "idle_in_transaction_session_timeout = '60s'"];
    for (const setting of settings) await database.pool.query(`ALTER ROLE ${cluster.user.name} SET ${setting}`);
    poolers.push(await startPooler(primary), await startPooler(replica));
    return {
      DATABASE_URL: poolers[0]?.url ?? "",
      DATABASE_READ_URL: poolers[1]?.url ?? "",
      DATABASE_DIRECT_URL: primary,
      ONRECORD_PREPARED_STATEMENTS: "false",
    };
  }

  test("primaries that die one after the other lose nothing acknowledged, and followers miss and repeat nothing", async () => {
    const urls = processes.map(({ url }) => url);
    const load = await openLoad(urls, key);
    for (let round = 1; round <= ROUNDS; round += 1) {
      const primary = await cluster.settled();
      const { writes } = load.counts;
      await eventually(() => load.counts.writes >= writes + MORE);
      load.silences.reset();
      await primary.kill();
      const before = load.counts.writes;
      await eventually(() => load.counts.writes >= before + MORE);
      const { reads, writes: writing } = load.silences.longest();
      console.log(
        `Round ${round}: nothing was written for ${Math.round(writing)} ms, nothing was read for ${Math.round(reads)} ms; ` +
          `${load.acknowledged.length} acknowledged, refusals ${JSON.stringify(load.counts.refusals)}`,
      );
      expect(reads).toBeLessThan(LONGEST_READING_MS);
      expect(writing).toBeLessThan((cluster.ttlSeconds + 10) * 1_000);
      primary.start();
    }
    await cluster.settled();
    await load.stop();
    await load.verify(database);
    // On a busy machine, a request that waits for a server that has just died may run out of time.
    expect(Object.keys(load.counts.refusals).filter((code) => !["UNAVAILABLE", "TIMEOUT"].includes(code))).toEqual([]);
    for (const { child } of processes) expect([child.process.exitCode, child.process.signalCode]).toEqual([null, null]);
  }, 900_000);
});
