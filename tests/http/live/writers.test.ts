import { join } from "node:path";
import { beforeAll, expect, test } from "@jest/globals";
import { loadSchema } from "../../../src/graphql/schema.ts";
import { createKey } from "../../../src/keys/keys.ts";
import { openArchive } from "../../helpers/archive.ts";
import { CHECKOUT } from "../../helpers/child.ts";
import { runCommand } from "../../helpers/command.ts";
import { connectTo } from "../../helpers/database.ts";
import { eventually } from "../../helpers/eventually.ts";
import { openServer } from "../runningServer.ts";
import { type Listener, publish, subscribed, transports } from "./listening.ts";

const LISTEN = "subscription { statementPublished { cursor statement { id text version status } } }";

const database = openArchive();
const other = connectTo(database.url);
const schema = loadSchema();
const servers = [openServer({ schema, database }), openServer({ schema, database: other })];
let listeners: Listener[];
let key: string;
beforeAll(async () => {
  await publish(database, "Long ago");
  key = (await createKey(database, undefined, { name: "Newsroom", role: "EDITOR", expiresAt: null })).token;
  listeners = servers.flatMap(({ url }) => transports.map(([, listen]) => listen(url, LISTEN)));
  for (const { url } of servers) await eventually(() => subscribed(url, transports.length));
  database.beforeDrop(async () => {
    for (const listener of listeners) listener.stop();
    for (const server of servers) await server.close();
    await other.close();
  });
});

/** Does a mutation on the first server, which must succeed. */
async function edit(name: string, input: object, selection: string) {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
  const query = `mutation ($input: ${type}) { ${name}(input: $input) { ${selection} userErrors { message } } }`;
  const answer = await fetch(`${servers[0]?.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    body: JSON.stringify({ query, variables: { input } }),
  });
  const { data } = (await answer.json()) as { data: Record<string, { userErrors: object[]; statement: object }> };
  expect(data[name]?.userErrors).toEqual([]);
  return data[name]?.statement;
}

/**
 * Returns what the subscribers have received since the last call, once it is `count` statements; they must all agree.
 */
async function told(count: number): Promise<string[]> {
  const of = (listener: Listener) => listener.texts().slice(heard);
  for (const listener of listeners) await eventually(() => of(listener).length >= count);
  const [first = [], ...others] = listeners.map(of);
  for (const each of others) expect(each).toEqual(first);
  heard += first.length;
  return first;
}
let heard = 0;

const given = (text: string, rest: object = {}) => ({
  article: `https://news.example.org/live-${process.pid}-1`,
  kind: "INDIRECT",
  text,
  speaker: "ada-brandt",
  appearance: { passage: { exact: text } },
  ...rest,
});

test("an import by the command reaches the subscribers of both servers once", async () => {
  const words = ["import", "csv", join(CHECKOUT, "docs/import/quotes.csv")];
  for (let time = 0; time < 2; time += 1) {
    const ended = await runCommand(words, { environment: { DATABASE_URL: database.url } });
    expect([ended.errors, ended.exitCode]).toEqual([expect.any(String), 0]);
  }
  expect(await told(3)).toEqual([
    "We will open the harbour in spring.",
    expect.stringContaining("The repairs cost"),
    "The harbour master wants a second crane.",
  ]);
});

test("statements of one mutation, or of several, reach the subscribers of both servers once", async () => {
  const texts = Array.from({ length: 200 }, (_, i) => `Boat ${i} is back in the harbour.`);
  await edit("statementsImport", { statements: texts.map((text) => given(text)) }, "outcomes { isNew }");
  expect(await told(200)).toEqual(texts);
  await edit("statementCreate", given("The last boat is back."), "statement { id }");
  expect(await told(1)).toEqual(["The last boat is back."]);
});

test("a proposal reaches subscribers when it is accepted, a retraction when it is restored, a change never", async () => {
  const shown = "statement { id version }";
  const versioned = (statement: object | undefined) => {
    const { id, version } = statement as { id: string; version: string };
    return { id, expectedVersion: version };
  };
  const proposed = await edit("statementCreate", given("The pier may go.", { status: "PROPOSED" }), shown);
  const accepted = await edit("statementPublish", versioned(proposed), shown);
  expect(await told(1)).toEqual(["The pier may go."]);
  const changed = await edit("statementUpdate", { ...versioned(accepted), text: "The pier will go." }, shown);
  const retracted = await edit("statementRetract", { ...versioned(changed), reason: "Misheard." }, shown);
  await edit("statementRestore", versioned(retracted), shown);
  expect(await told(1)).toEqual(["The pier will go."]);
  await publish(database, "The end");
  expect(await told(1)).toEqual(["The end"]);
});
