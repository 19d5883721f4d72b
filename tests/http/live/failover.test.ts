import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Prisma } from "../../../src/generated/prisma/client.ts";
import { connectTo } from "../../helpers/database.ts";
import { hasDebianServer } from "../../helpers/debianServer.ts";
import { eventually } from "../../helpers/eventually.ts";
import { type PairServer, startPairServer } from "../pairServer.ts";
import { FOLLOW, type Listener, overEvents, overWebSocket, publish, subscribed } from "./listening.ts";

const FOLLOWERS = 20;

const texts = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name} ${i}`);

(hasDebianServer ? describe : describe.skip)("a failover to a standby that lacks the last commits", () => {
  let pairServer: PairServer;

  beforeAll(async () => {
    pairServer = await startPairServer("primary", { connectionTimeoutMs: 5_000 });
  });
  afterAll(() => pairServer?.close());

  /** Publishes each text in a transaction of its own. */
  async function publishAll(url: string, each: readonly string[]): Promise<void> {
    const writer = connectTo(url);
    for (const text of each) await publish(writer, text);
    await writer.close();
  }

  async function listen(count: number, after?: string): Promise<Listener[]> {
    const before = await subscriptions();
    const listeners = Array.from({ length: count }, (_, i) =>
      (i % 2 === 0 ? overWebSocket : overEvents)(pairServer.server.url, FOLLOW, after === undefined ? {} : { after }),
    );
    await eventually(async () => subscribed(pairServer.server.url, before + count));
    return listeners;
  }

  const subscriptions = async () => {
    const metrics = await (await fetch(`${pairServer.server.url}/metrics`)).text();
    return Number(/^onrecord_live_subscriptions (\d+)$/m.exec(metrics)?.[1]);
  };

  test("every follower gets every statement of the new primary once, and so does every cursor", async () => {
    const { pair, proxy } = pairServer;
    const [kept, lost, gained] = [texts("Kept", 20), texts("Lost", 60), texts("Gained", 90)];
    const listeners = await listen(FOLLOWERS);
    await publishAll(pair.primary.url, kept);
    await pair.standby.catchUp();
    await pair.standby.disconnect();
    await publishAll(pair.primary.url, lost);
    for (const { texts: heard } of listeners) await eventually(() => heard().length === kept.length + lost.length);

    await pair.primary.kill();
    proxy.turnTo(pair.standby.url);
    await pair.standby.promote();
    // A follower that comes before anything is written there.
    const early = await eventually(() => listen(1).catch(() => null));
    await publishAll(pair.standby.url, gained);

    const there = connectTo(pair.standby.url);
    const rows = await there.query<{ text: string }>(Prisma.sql`SELECT text FROM statement ORDER BY id`);
    await there.close();
    expect(rows.map(({ text }) => text)).toEqual([...kept, ...gained]);

    for (const { texts: heard } of listeners) {
      await eventually(() => heard().includes(gained.at(-1) as string));
      expect(heard().filter((text) => !lost.includes(text))).toEqual([...kept, ...gained]);
    }
    for (const { texts: heard } of early) {
      await eventually(() => heard().includes(gained.at(-1) as string));
      expect(heard()).toEqual(gained);
    }
    // The places: a statement that is left, the last of these, the first and the last that were lost, and one of the new primary.
    for (const place of [
      10,
      kept.length - 1,
      kept.length,
      kept.length + lost.length - 1,
      kept.length + lost.length + 5,
    ]) {
      const cursor = listeners[0]?.results[place]?.data?.statementPublished.cursor;
      const [again] = await listen(1, cursor);
      const missed = [...kept.slice(place + 1), ...gained.slice(Math.max(0, place + 1 - kept.length - lost.length))];
      await eventually(() => again?.texts().includes(gained.at(-1) as string));
      expect(again?.texts()).toEqual(missed);
      again?.stop();
    }
    for (const { stop } of [...listeners, ...early]) stop();
  });
});
