import { afterAll, expect, test } from "@jest/globals";
import { loadSchema } from "../../src/graphql/schema.ts";
import { openArchive } from "../helpers/archive.ts";
import { type Command, runCommand } from "../helpers/command.ts";
import { eventually } from "../helpers/eventually.ts";
import { openServer, type RunningServer } from "./runningServer.ts";

// A newsroom's day, over HTTP alone. Two servers share one archive, and each must know what the other has done. All
// fiction.

const BODY =
  "The harbour of Sandholm opens in spring, Runa Velle said on Monday. “We will open it, and we will open it on time,” she said.";

const database = openArchive();
const schema = loadSchema();
const [morning, evening] = [openServer({ schema, database }), openServer({ schema, database })];
let key: string;
const heard: { cursor: string; text: string }[] = [];
const stopListening = new AbortController();

afterAll(() => stopListening.abort());

const onrecord = (...words: string[]): Promise<Awaited<Command["ended"]>> =>
  runCommand(words, { environment: { DATABASE_URL: database.url } });

// biome-ignore lint/suspicious/noExplicitAny: an answer has the shape that its query asked for.
type Answer = any;

async function ask(server: RunningServer, query: string, variables: object = {}): Promise<Answer> {
  const response = await fetch(`${server.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: Answer; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

/** Does a mutation on the first server, which must succeed. Returns the payload. */
async function edit(name: string, input: object, selection: string): Promise<Answer> {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
  const query = `mutation ($input: ${type}) { ${name}(input: $input) { ${selection} userErrors { field message code } } }`;
  const payload = (await ask(morning, query, { input }))[name];
  expect(payload.userErrors).toEqual([]);
  return payload;
}

/** Collects what the second server publishes of a speaker, as Server-Sent Events. */
async function listen(speaker: string): Promise<void> {
  const query = `subscription ($filter: StatementFilter) { statementPublished(filter: $filter) { cursor statement { text } } }`;
  const response = await fetch(`${evening.url}/graphql/stream`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream", authorization: `Bearer ${key}` },
    body: JSON.stringify({ query, variables: { filter: { speaker: [speaker] } } }),
    signal: stopListening.signal,
  });
  expect(response.headers.get("content-type")).toMatch("text/event-stream");
  void (async () => {
    let text = "";
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      text += Buffer.from(chunk).toString();
      for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
        const data = /^data: ?(\{.*)$/m.exec(text.slice(0, end))?.[1];
        text = text.slice(end + 2);
        const published = data && JSON.parse(data).data?.statementPublished;
        if (published) heard.push({ cursor: published.cursor, text: published.statement.text });
      }
    }
  })().catch(() => {});
}

const countOf = async (speaker: string): Promise<number> => {
  const query = `query ($filter: StatementFilter) { statements(filter: $filter) { totalCount } }`;
  return (await ask(evening, query, { filter: { speaker: [speaker] } })).statements.totalCount;
};

test("an editor's day goes well from morning to evening on two servers", async () => {
  const created = await onrecord("keys", "create", "--name", "Newsroom", "--role", "EDITOR");
  key = created.output.trim();
  expect(key).toMatch(/^or_/);

  // An article, its speaker and statements.
  await edit("sourceCreate", { name: "Sandholm Courier", kind: "OUTLET", isFictional: true }, "source { slug }");
  await edit("topicCreate", { name: "Harbour", kind: "PLACE", isFictional: true }, "topic { slug }");
  await edit("speakerCreate", { name: "Runa Velle", kind: "PERSON", isFictional: true }, "speaker { slug }");
  await edit(
    "speakerCreate",
    { name: "R. Velle", slug: "r-velle", kind: "PERSON", isFictional: true },
    "speaker { slug }",
  );
  const { article } = await edit(
    "articleCreate",
    {
      url: "https://sandholm-courier.example/spring",
      headline: "Harbour to open in spring",
      publishedAt: "2031-03-04",
      publishedAtPrecision: "DAY",
      language: "en",
      source: "sandholm-courier",
      body: BODY,
      isFictional: true,
    },
    "article { id }",
  );
  await listen("Runa Velle");
  const { statement, appearance } = await edit(
    "statementCreate",
    {
      article: article.id,
      kind: "DIRECT",
      text: "We will open it, and we will open it on time,",
      speaker: "runa-velle",
      topics: ["harbour"],
      appearance: {
        cue: "said",
        attributionText: "she",
        passage: { exact: "We will open it, and we will open it on time," },
      },
    },
    "statement { id version status } appearance { passage { start end url } }",
  );
  expect(appearance.passage).toMatchObject({
    start: BODY.indexOf("We will open"),
    url: expect.stringMatching("#:~:text="),
  });
  const { statement: other } = await edit(
    "statementCreate",
    {
      article: article.id,
      kind: "INDIRECT",
      text: "The harbour of Sandholm opens in spring.",
      speaker: "r-velle",
      appearance: { passage: { exact: "The harbour of Sandholm opens in spring" } },
    },
    "statement { id }",
  );
  await eventually(() => heard.length === 1);
  expect(heard[0]?.text).toMatch(/^We will open it/);

  // A name is corrected, and the other server finds the speaker by it at once.
  const { speaker } = await ask(morning, `{ speaker(by: { slug: "runa-velle" }) { id version } }`);
  const named = await edit(
    "speakerUpdate",
    {
      id: speaker.id,
      expectedVersion: speaker.version,
      names: [{ name: "Runa Velle" }, { name: "Руна Велле", language: "ru" }],
      reason: "As the harbour's own site writes it.",
    },
    "speaker { names { name } version }",
  );
  expect(named.speaker.names.map(({ name }: { name: string }) => name)).toContain("Руна Велле");
  await eventually(async () => (await countOf("руна велле")) === 1);

  // Two speakers are merged, separated and merged again.
  const { speaker: second } = await ask(morning, `{ speaker(by: { slug: "r-velle" }) { id version } }`);
  const merge = { id: second.id, expectedVersion: second.version, into: speaker.id };
  const merged = await edit("speakerMerge", merge, "speaker { slug } statementCount");
  expect(merged).toMatchObject({ speaker: { slug: "runa-velle" }, statementCount: 1 });
  await eventually(async () => (await countOf("R. Velle")) === 2);
  const old = await ask(
    evening,
    `query ($id: ID!) { node(id: $id) { ... on Speaker { slug } } speaker(by: { slug: "r-velle" }) { slug } }`,
    { id: second.id },
  );
  expect(old).toEqual({ node: { slug: "runa-velle" }, speaker: { slug: "runa-velle" } });
  const { revisions } = await ask(morning, `{ revisions(first: 1) { nodes { id action by { name } } } }`);
  expect(revisions.nodes).toMatchObject([{ action: "speakerMerge", by: { name: "Newsroom" } }]);
  await edit(
    "undo",
    { revision: revisions.nodes[0].id, reason: "Two people after all." },
    "revision { undoes { id } }",
  );
  await eventually(async () => (await countOf("R. Velle")) === 1);
  expect(await countOf("Runa Velle")).toBe(1);

  // A statement is retracted and restored.
  const retracted = await edit(
    "statementRetract",
    { id: statement.id, expectedVersion: statement.version, reason: "Misheard." },
    "statement { version status statusReason }",
  );
  expect(retracted.statement).toMatchObject({ status: "RETRACTED", statusReason: "Misheard." });
  expect(await countOf("Runa Velle")).toBe(0);
  const byId = await ask(evening, `query ($id: ID!) { statement(by: { id: $id }) { status statusReason } }`, {
    id: statement.id,
  });
  expect(byId.statement).toEqual({ status: "RETRACTED", statusReason: "Misheard." });
  await edit(
    "statementRestore",
    { id: statement.id, expectedVersion: retracted.statement.version },
    "statement { status }",
  );
  await eventually(() => heard.length === 2);
  expect(new Set(heard.map(({ cursor }) => cursor)).size).toBe(2);

  // The history shows all of this.
  const { statement: told } = await ask(
    evening,
    `query ($id: ID!) { statement(by: { id: $id }) { history(first: 10) { nodes { action reason by { name kind } changes { field before after } } } } }`,
    { id: statement.id },
  );
  expect(told.history.nodes.map(({ action }: { action: string }) => action)).toEqual([
    "statementRestore",
    "statementRetract",
    "statementCreate",
  ]);
  expect(told.history.nodes[1]).toMatchObject({ by: { name: "Newsroom", kind: "PERSON" }, reason: "Misheard." });
  expect(told.history.nodes[1].changes).toContainEqual({ field: "status", before: "PUBLISHED", after: "RETRACTED" });

  // The key is revoked, and the access with it.
  const [line = ""] = (await onrecord("keys", "list")).output.split("\n").filter((row) => row.includes("Newsroom"));
  expect(line).not.toContain(key);
  const publicId = key.split("_")[1] as string;
  expect((await onrecord("keys", "revoke", publicId)).exitCode).toBe(0);
  await eventually(async () => {
    const { status } = await fetch(`${evening.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
      body: JSON.stringify({ query: `mutation { undo(input: { revision: "x" }) { userErrors { code } } }` }),
    });
    return status === 401;
  });
  expect((await onrecord("check")).exitCode).toBe(0);
  expect(other.id).not.toBe(statement.id);
});
