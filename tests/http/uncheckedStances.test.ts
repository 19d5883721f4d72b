import { beforeAll, describe, expect, test } from "@jest/globals";
import { record } from "../../src/record/record.ts";
import { article, documentWith, IMPORT, paraphrase, proposition } from "../helpers/factories.ts";
import { openKeyedServers } from "../helpers/keyedServers.ts";

// Stances that wait or were rejected are for editors who ask for them: to everything else it must make no difference that they exist.
const SECRET = /kraken|mermaid/;

const servers = openKeyedServers();

async function post(query: string, variables: object, key?: string) {
  const headers = key ? { authorization: `Bearer ${servers.keys[key]}` } : {};
  const payload = { query, variables };
  const { statusCode, body } = await servers.open.app.inject({ method: "POST", url: "/graphql", headers, payload });
  return { statusCode, body, json: JSON.parse(body) };
}

async function get(url: string, key?: string) {
  const headers = key ? { authorization: `Bearer ${servers.keys[key]}` } : {};
  const { statusCode, body } = await servers.open.app.inject({ url, headers });
  return { statusCode, body };
}

async function edit(name: string, input: object) {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
  const query = `mutation ($input: ${type}) { ${name}(input: $input) { userErrors { code message } } }`;
  const { json } = await post(query, { input }, "EDITOR");
  expect(json).toEqual({ data: { [name]: { userErrors: [] } } });
}

async function target(words: string) {
  const { json } = await post("{ statements { nodes { id text version } } }", {}, "EDITOR");
  const nodes: { id: string; text: string; version: string }[] = json.data.statements.nodes;
  const found = nodes.find(({ text }) => text.includes(words));
  return { id: found?.id, expectedVersion: found?.version, proposition: "harbour-open" };
}

const DOORS = [
  "{ statements { nodes { text stances { position note isDisputed } } } }",
  '{ statements(filter: { stance: { proposition: ["harbour-open"] } }) { totalCount nodes { text } } }',
  "{ statements(filter: { stance: { position: [OPPOSES, NEUTRAL] } }) { totalCount nodes { text } facets { kinds { value count } } } }",
  `{ statements { timeline(interval: YEAR, splitBy: POSITION, proposition: "harbour-open") { series { position isRest buckets { count } } } } }`,
  '{ proposition(by: { slug: "harbour-open" }) { positions { position statementCount changes { to } } positionCounts { position speakerCount } } }',
  '{ speaker(by: { slug: "ada-brandt" }) { positions { position isDisputed note } } }',
  "{ statements { nodes { history { totalCount nodes { action changes { before after } } } } } }",
  "{ revisions { totalCount nodes { action reason changes { before after } } } }",
  "{ archive { statementCount } }",
];
const FILES = ["csv", "jsonl", "jsonld", "atom", "xlsx"].map((extension) => `/statements.${extension}`);

/** The answers at all doors, as somebody gets them. A workbook and a feed are left out, because they name the time. */
async function answers(key?: string) {
  const asked = await Promise.all(DOORS.map(async (query) => (await post(query, {}, key)).json));
  const files: string[] = [];
  // One after another: nobody may read many files at once.
  for (const url of FILES.slice(0, 3)) files.push((await get(url, key)).body);
  return { asked, files };
}

let before: unknown[];

beforeAll(async () => {
  const SUPPORTS = { proposition: "harbour-open", position: "SUPPORTS" as const, note: "He says so." };
  await record(
    servers.database,
    {
      ...documentWith(article("one", [paraphrase("it stays", { stances: [SUPPORTS] }), paraphrase("it creaks")])),
      propositions: [proposition("The harbour stays open", { slug: "harbour-open" })],
    },
    IMPORT,
  );
  before = [await answers(), await answers("READER")];
  const proposed = { position: "OPPOSES", status: "PROPOSED" };
  await edit("stanceSet", { ...(await target("it stays")), ...proposed, note: "A kraken." });
  await edit("stanceSet", { ...(await target("it creaks")), ...proposed, note: "A mermaid." });
  await edit("stanceReject", { ...(await target("it creaks")), by: "EDITOR", reason: "No mermaid." });
});

describe("stances that no editor has accepted", () => {
  test("stances that wait or were rejected change nothing for readers, whatever they ask", async () => {
    expect([await answers(), await answers("READER")]).toEqual(before);
    for (const url of FILES) expect((await get(url)).body).not.toMatch(SECRET);
  });

  test("stances that wait or were rejected do not count for editors either", async () => {
    const { asked, files } = await answers("EDITOR");
    const counted = asked.slice(0, 6);
    expect(counted).toEqual((before as { asked: unknown[] }[])[0]?.asked.slice(0, 6));
    expect(files.join("")).not.toMatch(SECRET);
    expect(JSON.stringify(asked[7])).toMatch(SECRET);
  });

  test.each([
    "{ statements(filter: { stance: { status: [PROPOSED] } }) { nodes { stances(status: [PROPOSED]) { note } } } }",
    "{ statements { nodes { stances(status: [PUBLISHED, REJECTED, PROPOSED]) { note } } } }",
    "query ($status: [StanceStatus!] = [REJECTED]) { statements(filter: { stance: { status: $status } }) { nodes { stances(status: $status) { note } } } }",
  ])("naming them is refused to readers: %s", async (query) => {
    for (const [key, statusCode, code] of [
      [undefined, 401, "UNAUTHENTICATED"],
      ["READER", 403, "FORBIDDEN"],
    ] as const) {
      const { json, ...answer } = await post(query, {}, key);
      expect([answer.statusCode, json.errors[0].extensions.code]).toEqual([statusCode, code]);
    }
    expect((await post(query, {}, "EDITOR")).body).toMatch(SECRET);
  });

  test.each(["csv", "jsonl", "jsonld", "atom", "xlsx"])(
    "a %s file of them is refused to readers",
    async (extension) => {
      const url = `/statements.${extension}?stanceStatus=PROPOSED`;
      expect((await get(url)).statusCode).toBe(401);
      expect((await get(url, "READER")).statusCode).toBe(403);
      const { statusCode, body } = await get(url, "EDITOR");
      expect(statusCode).toBe(200);
      // Only jsonl has judgements one by one; the others have what counts.
      expect(/kraken/.test(body)).toBe(extension === "jsonl");
    },
  );

  test("live updates follow published stances only", async () => {
    const query =
      "subscription { statementPublished(filter: { stance: { status: [PROPOSED] } }) { statement { id } } }";
    const headers = { authorization: `Bearer ${servers.keys.EDITOR}`, accept: "text/event-stream" };
    const { body } = await servers.open.app.inject({
      method: "POST",
      url: "/graphql/stream",
      headers,
      payload: { query },
    });
    expect(body).toContain("Only published stances are followed");
  });

  test("a stance that is accepted is everybody's, and so is the change", async () => {
    await edit("stanceAccept", { ...(await target("it stays")), by: "EDITOR" });
    const { asked } = await answers();
    expect(JSON.stringify(asked[0])).toMatch(/kraken/);
    expect(asked[7]).toMatchObject({ data: { revisions: { totalCount: 1, nodes: [{ action: "stanceAccept" }] } } });
  });
});
