import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { StatementFilter } from "../../src/archive/statements/filter.ts";
import type { Database } from "../../src/database.ts";
import { type Feed, openFeed } from "../../src/feed/feed.ts";
import { type Published, publicationStream } from "../../src/feed/publications.ts";
import { LostPlaceError } from "../../src/feed/timelines.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { record } from "../../src/record/record.ts";
import { backUpTo, restoreInto } from "../backup/backups.ts";
import { openArchive } from "../helpers/archive.ts";
import { connectTo, createDatabase, databaseUrl, dropDatabase, newName } from "../helpers/database.ts";
import { eventually } from "../helpers/eventually.ts";
import { article, documentWith, IMPORT, paraphrase } from "../helpers/factories.ts";
import { openFolder } from "../helpers/folder.ts";

const { sql } = Prisma;

const OPTIONS = { backlog: 1_000, willPass: () => false, onError: () => {} };

const database = openArchive({ document: documentWith(), afresh: true });
const folder = openFolder();

const opened: Feed<Published, StatementFilter>[] = [];
function open(): Feed<Published, StatementFilter> {
  const feed = openFeed(database, publicationStream, OPTIONS);
  opened.push(feed);
  return feed;
}
afterEach(() => {
  for (const feed of opened.splice(0)) feed.close();
});

let articles = 0;
/** Publishes a statement, and returns its id. */
async function publish(into: Database = database): Promise<number> {
  articles += 1;
  const text = `Statement ${articles}`;
  await record(into, documentWith(article(`failover-${articles}`, [paraphrase(text, { text })])), IMPORT);
  const found = await into.prisma.statement.findFirstOrThrow({ where: { text }, select: { id: true } });
  return found.id;
}

/** A state of the archive to which it can be thrown back. */
interface State {
  publication: number;
  timeline: number;
  published: number[];
}

async function stateWith(published: number[]): Promise<State> {
  const [last] = await database.query<Omit<State, "published">>(
    sql`SELECT (SELECT max(id) FROM publication) AS publication, (SELECT max(id) FROM timeline) AS timeline`,
  );
  return { publication: last?.publication ?? 0, timeline: last?.timeline ?? 0, published: [...published] };
}

/** Does to the feed's tables what a failover to a standby does that has reached only a state: another server goes on from there. */
async function failOverTo({ publication, timeline }: State): Promise<void> {
  await database.transaction(async ({ query }) => {
    await query(sql`DELETE FROM publication WHERE id > ${publication}`);
    await query(sql`DELETE FROM timeline WHERE id > ${timeline}`);
    await query(sql`SELECT setval('publication_id_seq', ${publication})`);
    await query(sql`UPDATE timeline SET writer = ${`another ${Math.random()}`} WHERE id = ${timeline}`);
  });
}

/** Follows everything, and keeps the ids and the cursors heard. */
async function follow(feed: Feed<Published, StatementFilter>, after?: string) {
  const following = await feed.follow({}, after);
  const heard: { id: number; cursor: string }[] = [];
  const ended = (async () => {
    for await (const run of following)
      for (const { statementId, cursor } of run) heard.push({ id: statementId, cursor });
  })().catch((error: unknown) => error);
  return { begin: following.begin, heard, ids: () => heard.map(({ id }) => id), ended, stop: following.return };
}

describe("after a failover that lost publications", () => {
  test("followers and cursors miss nothing and hear nothing twice, whatever was lost and however often", async () => {
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ what: fc.constant("publish"), count: fc.integer({ min: 1, max: 3 }) }) },
      { weight: 2, arbitrary: fc.record({ what: fc.constant("failOver"), count: fc.nat({ max: 6 }) }) },
      { weight: 1, arbitrary: fc.record({ what: fc.constant("await"), count: fc.constant(0) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
        const feed = open();
        const follower = await follow(feed);
        let states = [await stateWith([])];
        const everything: number[] = [];
        for (const { what, count } of steps) {
          const now = states.at(-1)?.published ?? [];
          if (what === "publish") {
            const added: number[] = [];
            for (let i = 0; i < count; i += 1) added.push(await publish());
            everything.push(...added);
            states.push(await stateWith([...now, ...added]));
          } else if (what === "failOver") {
            states = states.slice(0, Math.max(1, states.length - count));
            await failOverTo(states.at(-1) as State);
          } else {
            const last = now.at(-1);
            if (last !== undefined) await eventually(() => follower.ids().includes(last));
          }
        }
        const left = [...(states.at(-1)?.published ?? []), await publish()];
        await eventually(() => follower.ids().includes(left.at(-1) as number));
        expect(follower.ids().filter((id) => left.includes(id))).toEqual(left);
        // Everybody continues from what they heard, in a process that has heard nothing of it.
        const fresh = open();
        for (const [i, { id, cursor }] of [{ id: 0, cursor: follower.begin }, ...follower.heard].entries()) {
          const before = follower.heard.slice(0, i).map((each) => each.id);
          const again = await follow(fresh, cursor).catch((error: unknown) => error);
          if (again instanceof LostPlaceError) {
            expect(left).not.toContain(id);
            continue;
          }
          const { ids, stop } = again as Awaited<ReturnType<typeof follow>>;
          const missed = left.filter((each) => !before.includes(each));
          await eventually(() => missed.length === 0 || ids().includes(missed.at(-1) as number));
          expect(ids()).toEqual(missed);
          await stop();
        }
        await follower.stop();
        feed.close();
        fresh.close();
      }),
      { numRuns: 25, seed: 20_261_129 },
    );
  });

  test("a cursor continues in an archive that was restored from an earlier backup and has gone on since", async () => {
    const following = await follow(open());
    await publish();
    const backup = join(folder, "earlier.backup");
    await backUpTo(backup, database.url);
    await publish();
    await publish();
    await eventually(() => following.heard.length === 3);
    const name = newName();
    await createDatabase(name, "template1");
    await restoreInto(databaseUrl(name), backup);
    const restored = connectTo(databaseUrl(name));
    const ids = [await publish(restored), await publish(restored), await publish(restored)];
    const feed = openFeed(restored, publicationStream, OPTIONS);
    for (const { cursor } of following.heard) {
      const again = await follow(feed, cursor);
      await eventually(() => again.heard.length >= ids.length);
      expect(again.ids()).toEqual(ids);
    }
    feed.close();
    await restored.close();
    await dropDatabase(name);
  });

  test("a cursor of a version without timelines goes on working", async () => {
    const follower = await follow(open());
    const [first, second] = [await publish(), await publish()];
    await eventually(() => follower.heard.length === 2);
    const [name, publication, statement] = JSON.parse(
      Buffer.from(follower.heard[0]?.cursor ?? "", "base64url").toString(),
    );
    expect(first).toBe(follower.heard[0]?.id);
    const old = Buffer.from(JSON.stringify([name, publication, statement])).toString("base64url");
    const again = await follow(open(), old);
    await eventually(() => again.heard.length > 0);
    expect(again.ids()).toEqual([second]);
  });

  test("a cursor of a history that is not known is refused, and so is one whose timeline is no text", async () => {
    await publish();
    const cursor = (timeline: unknown) =>
      Buffer.from(JSON.stringify(["statementPublished", "1", 1, timeline])).toString("base64url");
    await expect(open().follow({}, cursor("elsewhere"))).rejects.toBeInstanceOf(LostPlaceError);
    await expect(open().follow({}, cursor(5))).rejects.toThrow("is not a cursor that this API gave");
  });

  test("writers of one server begin no timeline of their own", async () => {
    const names = async () => database.query(sql`SELECT name FROM timeline ORDER BY id`);
    await publish();
    const before = await names();
    await Promise.all([publish(), publish(), publish()]);
    expect(await names()).toEqual(before);
  });

  test("an item that was read before the failover is not kept after it, and one that is left is", async () => {
    const feed = open();
    const following = await feed.follow({});
    await publish();
    const [kept] = (await following.next()).value ?? [];
    const state = await stateWith([]);
    await publish();
    const [gone] = (await following.next()).value ?? [];
    await failOverTo(state);
    await publish();
    if (!kept || !gone) throw new Error("Nothing was heard.");
    expect([await following.isKept(kept, true), await following.isKept(gone, true)]).toEqual([true, false]);
    await following.return();
  });
});
