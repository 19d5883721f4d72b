import { setTimeout as pause } from "node:timers/promises";
import { expect } from "@jest/globals";
import { createClient } from "graphql-ws";
import WebSocket from "ws";
import type { DatabaseConnection } from "../../src/database.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { type Child, runInChild, sourceUrl } from "../helpers/child.ts";
import { eventually } from "../helpers/eventually.ts";
import { socketOf } from "../http/live/listening.ts";

/** A process of OnRecord. */
export interface Process {
  url: string;
  child: Child;
}

/** Starts a process of OnRecord, as an operator does, and waits until it answers. */
export async function startProcess(environment: Record<string, string>): Promise<Process> {
  const child = runInChild(`await import(${JSON.stringify(sourceUrl("index.ts"))})`, {
    env: {
      PATH: process.env.PATH,
      PORT: "0",
      HOST: "127.0.0.1",
      LOG_LEVEL: "fatal",
      ONRECORD_DEMO: "false",
      ONRECORD_RATE_LIMIT: "0",
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.process.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    said += chunk;
  });
  const url = await eventually(() => /answers at (http:\/\/127\.0\.0\.1:\d+)/.exec(said)?.[1]);
  return { url, child };
}

interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: an answer of the API, of which each caller knows its part
  data?: any;
  errors?: { extensions: { code: string } }[];
}

async function ask(url: string, query: string, key?: string): Promise<Answer> {
  const answer = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(key !== undefined && { authorization: `Bearer ${key}` }) },
    body: JSON.stringify({ query }),
  });
  return { status: answer.status, ...((await answer.json()) as object) };
}

export interface Load {
  /** The texts of statements whose recording was acknowledged. */
  acknowledged: string[];
  /** How many reads and writes were answered, and with which codes they were not. */
  counts: { reads: number; writes: number; refusals: Record<string, number> };
  /** The longest times, in milliseconds, in which no read and no write was answered, since the last `reset`. */
  silences: { reset(): void; longest(): { reads: number; writes: number } };
  stop(): Promise<void>;
  /** Expects that the database has everything that was acknowledged, once, and that each follower heard all of it once. */
  verify(database: DatabaseConnection): Promise<void>;
}

const ARTICLE = "https://velmora-post.example/failover";

/** Reads, writes and follows over HTTP until it is stopped. A write is sent again with its key until it is acknowledged. */
export async function openLoad(
  urls: readonly string[],
  key: string,
  { readers = 4, writers = 2, followers = 10 } = {},
): Promise<Load> {
  const urlOf = (i: number) => urls[i % urls.length] as string;
  const acknowledged: string[] = [];
  const counts: Load["counts"] = { reads: 0, writes: 0, refusals: {} };
  const [reading, writing] = [silence(), silence()];
  const refused = (answer: Answer | undefined) => {
    const code = answer?.errors?.[0]?.extensions.code ?? `status ${answer?.status}`;
    counts.refusals[code] = (counts.refusals[code] ?? 0) + 1;
  };
  let isOver = false;

  for (const mutation of [
    `sourceCreate(input: {name: "Velmora Post", kind: OUTLET}) { userErrors { code } }`,
    `articleCreate(input: {url: "${ARTICLE}", headline: "News", publishedAt: "2031-03-04", publishedAtPrecision: DAY, language: "en", source: "velmora-post"}) { userErrors { code } }`,
  ])
    expect(await ask(urlOf(0), `mutation { ${mutation} }`, key)).toMatchObject({ status: 200 });

  const heard = Array.from({ length: followers }, () => [] as string[]);
  const clients = heard.map((texts, i) => {
    const client = createClient({
      url: socketOf(urlOf(i)),
      webSocketImpl: WebSocket,
      retryAttempts: Number.POSITIVE_INFINITY,
      shouldRetry: () => !isOver,
    });
    const variables: { after?: string } = {};
    const query = "subscription ($after: String) { statementPublished(after: $after) { cursor statement { text } } }";
    type Event = { statementPublished: { cursor: string; statement: { text: string } } };
    client.subscribe<Event>(
      { query, variables },
      {
        next({ data }) {
          if (!data) return;
          texts.push(data.statementPublished.statement.text);
          variables.after = data.statementPublished.cursor;
        },
        error: () => {},
        complete: () => {},
      },
    );
    return client;
  });
  for (const url of urls)
    await eventually(async () => {
      const metrics = await (await fetch(`${url}/metrics`)).text();
      const expected = heard.filter((_, i) => urlOf(i) === url).length;
      return metrics.includes(`\nonrecord_live_subscriptions ${expected}\n`);
    });

  async function read(reader: number): Promise<void> {
    const query = "{ statements(first: 5) { nodes { text speaker { name } } } }";
    while (!isOver) {
      const answer = await ask(urlOf(reader), query).catch(() => undefined);
      if (answer?.data?.statements) {
        counts.reads += 1;
        reading.end();
      } else {
        refused(answer);
        await pause(20);
      }
    }
  }

  async function write(writer: number): Promise<void> {
    for (let i = 0; !isOver; i += 1) {
      const text = `Writer ${writer} has written ${i} lines`;
      const input = `article: "${ARTICLE}", kind: INDIRECT, speakerStatus: UNKNOWN, text: "${text}", idempotencyKey: "${writer}-${i}", appearance: {passage: {exact: "${text}"}}`;
      for (;;) {
        const query = `mutation { statementCreate(input: {${input}}) { statement { text } userErrors { code } } }`;
        const answer = await ask(urlOf(writer), query, key).catch(() => undefined);
        if (answer?.data?.statementCreate?.statement) break;
        refused(answer);
        if (isOver) return;
        await pause(20);
      }
      counts.writes += 1;
      writing.end();
      acknowledged.push(text);
    }
  }

  const working = [
    ...Array.from({ length: readers }, (_, i) => read(i)),
    ...Array.from({ length: writers }, (_, i) => write(i)),
  ];

  return {
    acknowledged,
    counts,
    silences: {
      reset: () => {
        reading.reset();
        writing.reset();
      },
      longest: () => ({ reads: reading.longest(), writes: writing.longest() }),
    },
    stop: async () => {
      isOver = true;
      await Promise.all(working);
    },
    async verify(database) {
      const rows = await database.query<{ text: string }>(Prisma.sql`SELECT text FROM statement ORDER BY id`);
      const there = rows.map(({ text }) => text);
      expect(new Set(there).size).toBe(there.length);
      expect(acknowledged.filter((text) => !there.includes(text))).toEqual([]);
      for (const texts of heard) {
        await eventually(() => there.every((text) => texts.includes(text)));
        expect(texts).toEqual(there);
      }
      for (const client of clients) await client.dispose();
    },
  };
}

/** Measures how long nothing happened. */
function silence() {
  let [last, longest] = [performance.now(), 0];
  return {
    end: () => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    },
    reset: () => {
      [last, longest] = [performance.now(), 0];
    },
    longest: () => longest,
  };
}
