import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import pg from "pg";
import { loadSchema } from "../../src/graphql/schema.ts";
import { openArchive } from "../helpers/archive.ts";
import { eventually } from "../helpers/eventually.ts";
import { article, documentWith, paraphrase } from "../helpers/factories.ts";
import { openServer } from "./runningServer.ts";

interface Attack {
  title: string;
  field: string;
}
type Body = { query: string; variables: Record<string, unknown> };

const file = join(import.meta.dirname, "../../bench/fairness/attacks.js");
const { attacks, ALIASES, requestOf } = (await import(file)) as {
  attacks: Attack[];
  ALIASES: number;
  requestOf(attack: Attack, values: Record<string, unknown>, aliases: number): Body;
};

const CONNECTIONS = 4;
const database = openArchive({
  document: documentWith(article("one", [paraphrase("the old harbour must stay open")])),
  poolSize: CONNECTIONS,
});
const server = openServer({ schema: loadSchema(), database, config: { trustProxy: 1, maxCost: 5_000 } });

const listOf = (noun: string, known: string, count: number) => [
  known,
  ...Array.from({ length: count - 1 }, (_, i) => `${noun} ${i}`),
];
const values = {
  speaker: listOf("speaker", "ada-brandt", 100),
  topic: listOf("topic", "sandholm", 100),
  source: listOf("source", "harbour-herald", 60),
  words: Array.from({ length: 30 }, (_, i) => `word${i}`).join(" OR "),
  phrases: Array.from({ length: 30 }, (_, i) => `"the harbour ${i}"`).join(" OR "),
};

/** The bystander's SQL, which no attack sends. */
const BYSTANDERS = "/* sources.list */";
const bystandersQuestion = { query: "{ sources(first: 5) { nodes { name } } }" };

/** The statements of an attack: how many were sent, how many run, how many ran at once; and whether they are kept from running. */
const sent = { total: 0, running: 0, most: 0 };
let release: () => void = () => {};
let held: Promise<void> = Promise.resolve();

const { query } = pg.Client.prototype;
pg.Client.prototype.query = function hold(this: pg.Client, ...given: unknown[]) {
  const run = () => (query as (...args: unknown[]) => unknown).apply(this, given);
  const [first] = given as [string | { text?: string }];
  const text = typeof first === "string" ? first : (first.text ?? "");
  if (!text.trimStart().startsWith("/*") || text.includes(BYSTANDERS) || text.includes("/* listening")) return run();
  sent.total += 1;
  sent.running += 1;
  sent.most = Math.max(sent.most, sent.running);
  return held.then(run).finally(() => {
    sent.running -= 1;
  });
} as typeof query;
afterAll(() => {
  release();
  pg.Client.prototype.query = query;
});

async function ask(body: unknown, from: string): Promise<{ status: number; errors?: { extensions: Cost }[] }> {
  const answer = await fetch(`${server.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": from },
    body: JSON.stringify(body),
  });
  return { status: answer.status, ...((await answer.json()) as object) };
}

interface Cost {
  limit?: { name: string; actual: number; allowed: number };
}

/** The request with as many aliases as its cost allows. */
async function dearest(attack: Attack): Promise<{ body: Body; aliases: number }> {
  const { errors } = await ask(requestOf(attack, values, ALIASES), "198.51.100.99");
  const limit = errors?.[0]?.extensions.limit;
  const aliases = limit ? Math.floor((ALIASES * limit.allowed) / limit.actual) : ALIASES;
  return { body: requestOf(attack, values, aliases), aliases };
}

describe("beside the dearest questions, each with many aliases on one connection", () => {
  test.each(attacks)("half of the connections are left for others, who are answered: $title", async (attack) => {
    const { body, aliases } = await dearest(attack);
    await eventually(() => sent.running === 0);
    Object.assign(sent, { total: 0, most: 0 });
    held = new Promise((resolve) => {
      release = resolve;
    });
    const attacking = ask(body, "198.51.100.1");
    await eventually(() => sent.running === CONNECTIONS / 2);
    for (let i = 0; i < 10; i++) {
      expect(await ask(bystandersQuestion, `198.51.100.${i + 10}`)).toMatchObject({ status: 200 });
      expect(sent.running).toBe(CONNECTIONS / 2);
    }
    release();
    const answer = await attacking;
    expect([answer.status, answer.errors]).toEqual([200, undefined]);
    expect(sent.most).toBe(CONNECTIONS / 2);
    // For each alias: up to five to understand each list of names or the words, then the page and the count.
    expect(sent.total).toBeLessThanOrEqual(aliases * 12);
    expect(aliases).toBeGreaterThan(1);
  });
});
