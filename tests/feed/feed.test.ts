import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { InputError } from "../../src/archive/lists/inputError.ts";
import type { StatementFilter } from "../../src/archive/statements/filter.ts";
import { type Feed, type FeedOptions, openFeed, type Told } from "../../src/feed/feed.ts";
import { type Published, publicationStream } from "../../src/feed/publications.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { record } from "../../src/record/record.ts";
import { openArchive } from "../helpers/archive.ts";
import { connectTo } from "../helpers/database.ts";
import { article, documentWith, IMPORT, paraphrase } from "../helpers/factories.ts";
import { countSql } from "../helpers/sqlCount.ts";

const { sql } = Prisma;

const database = openArchive({ document: documentWith(), afresh: true });

let feed: Feed<Published, StatementFilter>;
beforeEach(() => {
  feed = open();
});
afterEach(() => feed.close());

function open(options: Partial<FeedOptions> = {}): Feed<Published, StatementFilter> {
  return openFeed(database, publicationStream, {
    backlog: 1_000,
    willPass: () => false,
    onError: () => {},
    ...options,
  });
}

interface Follower {
  next(): Promise<Told | undefined>;
}

/** Follows the feed; `next` returns one publication at a time. */
async function follow(filter: StatementFilter, after?: string): Promise<Follower> {
  const publications = await feed.follow(filter, after);
  let run: Told[] = [];
  return {
    async next() {
      if (run.length === 0) run = [...((await publications.next()).value ?? [])];
      return run.shift();
    },
  };
}

let articles = 0;
/** Publishes a statement for each text, in one transaction. */
async function publish(...texts: string[]): Promise<void> {
  articles += 1;
  const statements = texts.map((text) => paraphrase(text, { text }));
  await record(database, documentWith(article(`article-${articles}`, statements)), IMPORT);
}

async function textOf(id: number): Promise<string | undefined> {
  return (await database.prisma.statement.findUnique({ where: { id } }))?.text;
}

/** Returns the texts of the next `count` statements, and the cursor of the last. */
async function take(follower: Follower, count: number): Promise<{ texts: unknown[]; cursor: string }> {
  const texts: unknown[] = [];
  let cursor = "";
  while (texts.length < count) {
    const publication = await follower.next();
    if (!publication) break;
    texts.push(await textOf(publication.statementId));
    cursor = publication.cursor;
  }
  return { texts, cursor };
}

const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `Statement ${from + i}`);

describe("who follows", () => {
  test("a follower hears what is published from then on, in order", async () => {
    await publish("Before");
    const publications = await follow({});
    await publish("One", "Two");
    await publish("Three");
    expect((await take(publications, 3)).texts).toEqual(["One", "Two", "Three"]);
  });

  test("a follower hears what is accepted or restored", async () => {
    await publish("One");
    await database.prisma.statement.updateMany({ data: { status: "RETRACTED", statusReason: "Not so." } });
    const publications = await follow({});
    await database.prisma.statement.updateMany({ data: { status: "PUBLISHED", statusReason: null } });
    await database.prisma.statement.updateMany({ data: { language: "en" } });
    await publish("Two");
    expect((await take(publications, 2)).texts).toEqual(["One", "Two"]);
  });

  test("a follower does not hear what was deleted or retracted before its turn", async () => {
    const cursor = await feed.cursor();
    await publish("Gone", "Retracted", "Proposed", "Kept");
    await database.query(sql`DELETE FROM statement WHERE text = 'Gone'`);
    await database.query(
      sql`UPDATE statement SET status = 'RETRACTED', status_reason = 'No.' WHERE text = 'Retracted'`,
    );
    await database.query(sql`UPDATE statement SET status = 'PROPOSED' WHERE text = 'Proposed'`);
    expect((await take(await follow({}, cursor), 1)).texts).toEqual(["Kept"]);
  });

  test("a follower ends at once, also while it waits", async () => {
    const publications = await feed.follow({});
    const waiting = publications.next();
    expect(await publications.return()).toEqual({ done: true, value: undefined });
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await publications.next()).toEqual({ done: true, value: undefined });
  });
});

describe("a cursor", () => {
  test("a cursor continues from any place, also within a publication, without repetition", async () => {
    const first = await follow({});
    await publish("One", "Two", "Three");
    await publish("Four");
    for (let heard = 1; heard < 4; heard += 1) {
      const { cursor } = await take(first, 1);
      const rest = ["One", "Two", "Three", "Four"].slice(heard);
      expect((await take(await follow({}, cursor), rest.length)).texts).toEqual(rest);
    }
  });

  test("a cursor continues with what was published meanwhile, through thousands", async () => {
    const cursor = await feed.cursor();
    await publish(...numbers(0, 1_200));
    const publications = await follow({}, cursor);
    const publishing = (async () => {
      for (let i = 1_200; i < 1_230; i += 1) await publish(`Statement ${i}`);
    })();
    expect((await take(publications, 1_230)).texts).toEqual(numbers(0, 1_230));
    await publishing;
  });

  test.each([
    ["nothing that this API gave", "rubbish", /not a cursor that this API gave/],
    ["one of another list", Buffer.from('["statements.SAID_AT.DESC","x",1]').toString("base64url"), /another list/],
    ["one of a place that is not reached yet", place("999999", 1), /not a cursor that this API gave/],
    ["one of no number", place("one", 1), /not a cursor that this API gave/],
    ["one of a number too large", place("9".repeat(40), 1), /not a cursor that this API gave/],
    ["one of half a place", Buffer.from('["statementPublished","1"]').toString("base64url"), /not a cursor/],
  ])("a cursor is refused if it is %s", async (_name, cursor, message) => {
    await publish("One");
    const refusal = feed.follow({}, cursor);
    await expect(refusal).rejects.toThrow(message);
    await expect(refusal).rejects.toBeInstanceOf(InputError);
  });

  test("a cursor is refused if it is older than the week that is kept", async () => {
    const cursor = await feed.cursor();
    await publish("Long ago");
    const { cursor: last } = await take(await follow({}, cursor), 1);
    await publish("Long ago too");
    await database.query(sql`UPDATE publication SET at = at - INTERVAL '8 days'`);
    await publish("Today");
    await expect(feed.follow({}, last)).rejects.toThrow(/`after` is older than a week/);
    const [kept] = await database.query<{ count: number }>(sql`SELECT count(*)::int AS count FROM publication`);
    expect(kept).toEqual({ count: 2 });
  });
});

function place(...values: (string | number)[]): string {
  return Buffer.from(JSON.stringify(["statementPublished", ...values])).toString("base64url");
}

describe("the log", () => {
  test("the log is read once for all followers", async () => {
    const one = await follow({});
    const others = await Promise.all(Array.from({ length: 20 }, () => follow({ kind: ["INDIRECT"] })));
    const count = countSql(database);
    await publish("One");
    const heard = await Promise.all([one, ...others].map((publications) => publications.next()));
    expect(new Set(heard.map((publication) => publication?.cursor)).size).toBe(1);
    expect(count("publications.page")).toBeLessThanOrEqual(2);
  });

  test("the log asks for words once, however many followers want them", async () => {
    const followers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => follow({ text: i % 2 === 0 ? "harbour" : "pier" })),
    );
    const count = countSql(database);
    await publish("The harbour and the pier");
    await Promise.all(followers.map((publications) => publications.next()));
    expect(count("statements.withTexts")).toBe(1);
  });

  test("the log does not wait for slow followers, who may continue by their cursor", async () => {
    feed.close();
    feed = open({ backlog: 5 });
    const slow = await follow({});
    const quick = await follow({});
    await publish("Statement 0");
    const { cursor } = await take(slow, 1);
    await take(quick, 1);
    const waiting = slow.next();
    await publish("Statement 1");
    await waiting;
    for (let i = 2; i < 20; i += 1) {
      await publish(`Statement ${i}`);
      await take(quick, 1);
    }
    await expect(slow.next()).rejects.toThrow("further behind than the log");
    expect((await take(await follow({}, cursor), 19)).texts).toEqual(numbers(1, 20));
  });

  test("the log continues after its connections were ended and misses nothing", async () => {
    const errors: unknown[] = [];
    feed.close();
    const reader = connectTo(database.url, { applicationName: "live reader" });
    feed = openFeed(reader, publicationStream, {
      backlog: 1_000,
      willPass: () => true,
      onError: (error) => errors.push(error),
    });
    const heard = take(await follow({}), 100);
    for (let i = 0; i < 100; i += 1) {
      await publish(`Statement ${i}`);
      if (i % 40 === 20)
        await database.query(
          sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'live reader%'`,
        );
    }
    expect((await heard).texts).toEqual(numbers(0, 100));
    feed.close();
    await reader.close();
  });
});
