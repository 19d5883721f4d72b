import { beforeAll, describe, expect, test } from "@jest/globals";
import { decodeGlobalId, encodeGlobalId } from "../../src/archive/globalIds.ts";
import { record } from "../../src/record/record.ts";
import { article, documentWith, IMPORT, paraphrase, statement } from "../helpers/factories.ts";
import { openKeyedServers } from "../helpers/keyedServers.ts";

// Words that nobody has vouched for are for editors, by whatever door somebody asks for them. Each secret word is in one statement.
const SECRET = /zeppelin|submarine|comet|draught|Unheard-of/;

const servers = openKeyedServers();
const URL_OF = (name: string) => `https://news.example.org/${name}`;

interface Answer {
  statusCode: number;
  body: string;
  // biome-ignore lint/suspicious/noExplicitAny: an answer has the shape that its query asked for.
  json: any;
}

async function post(query: string, variables: object, key?: string): Promise<Answer> {
  const headers = key ? { authorization: `Bearer ${servers.keys[key]}` } : {};
  const payload = { query, variables };
  const { statusCode, body } = await servers.open.app.inject({ method: "POST", url: "/graphql", headers, payload });
  return { statusCode, body, json: JSON.parse(body) };
}

async function get(url: string, key?: string): Promise<Answer> {
  const headers = key ? { authorization: `Bearer ${servers.keys[key]}` } : {};
  const { statusCode, body } = await servers.open.app.inject({ url, headers });
  return { statusCode, body, json: statusCode === 200 ? null : JSON.parse(body) };
}

/** The ids that the doors name. */
const ids: Record<string, string> = {};
let proposedAt = "";

async function edit(name: string, input: object, shown: string) {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
  const query = `mutation ($input: ${type}) { ${name}(input: $input) { ${shown} userErrors { code message } } }`;
  const { json } = await post(query, { input }, "EDITOR");
  expect(json.errors).toBeUndefined();
  expect(json.data[name].userErrors).toEqual([]);
  return json.data[name];
}

const given = (text: string, rest: object = {}) => ({
  article: URL_OF("two"),
  kind: "INDIRECT",
  text,
  speaker: "ada-brandt",
  topics: ["harbour"],
  status: "PROPOSED",
  appearance: { passage: { exact: text } },
  ...rest,
});

async function create(name: string, text: string): Promise<void> {
  const { statement: made, appearance } = await edit(
    "statementCreate",
    given(text),
    "statement { id urn } appearance { id }",
  );
  Object.assign(ids, { [name]: made.id, [`${name}Urn`]: made.urn, [`${name}Printing`]: appearance.id });
}

async function seen(id: string | undefined) {
  const { json } = await post("query ($id: ID!) { node(id: $id) { ... on Statement { version } } }", { id }, "EDITOR");
  return { id, expectedVersion: json.data.node.version };
}

const lastChange = async () =>
  (await post("{ revisions(first: 1) { nodes { id } } }", {}, "EDITOR")).json.data.revisions.nodes[0].id;

beforeAll(async () => {
  const imported = documentWith(
    article("one", [paraphrase("the pier stays open"), statement("A retraction: the mast was gilded.")]),
    article("two", []),
  );
  await record(servers.database, imported, IMPORT);
  await create("proposed", "She had seen a zeppelin.");
  ids.proposal = await lastChange();
  await create("rejected", "She had seen a submarine.");
  await edit("statementReject", { ...(await seen(ids.rejected)), reason: "Unheard-of." }, "statement { status }");
  ids.rejection = await lastChange();
  await create("removed", "She had seen a comet.");
  ids.creation = await lastChange();
  await edit("undo", { revision: ids.creation }, "revision { id }");
  ids.removal = await lastChange();
  await create("published", "A draught of it: she had seen a boat.");
  const words = "She had seen a boat.";
  await edit("statementUpdate", { ...(await seen(ids.published)), text: words }, "statement { text }");
  await edit(
    "appearanceUpdate",
    {
      id: ids.publishedPrinting,
      expectedVersion: (
        await post(
          "query ($id: ID!) { node(id: $id) { ... on Appearance { version } } }",
          { id: ids.publishedPrinting },
          "EDITOR",
        )
      ).json.data.node.version,
      passage: { exact: words },
      text: words,
    },
    "appearance { id }",
  );
  proposedAt = new Date(Date.now() + 1).toISOString();
  await new Promise((done) => setTimeout(done, 20));
  await edit("statementPublish", await seen(ids.published), "statement { status }");
  ids.publication = await lastChange();
  const both = [given("She had seen another zeppelin."), given("She had seen another boat.", { status: "PUBLISHED" })];
  const { outcomes } = await edit("statementsImport", { statements: both }, "outcomes { statement { id } }");
  ids.alsoProposed = outcomes[0].statement.id;
  ids.mixed = await lastChange();
  const past = (name: string, type: "Statement" | "Appearance" = "Statement") =>
    encodeGlobalId(type, decodeGlobalId(ids[name] as string)?.id as number, new Date(proposedAt));
  ids.proposedThen = past("proposed");
  ids.publishedThen = past("published");
  ids.printingThen = past("publishedPrinting", "Appearance");
  const all = await post("{ statements(first: 9) { nodes { id text } } }", {}, "EDITOR");
  const { id } = all.json.data.statements.nodes.find(({ text }: { text: string }) => text.startsWith("A retraction"));
  ids.retracted = id;
  await edit("statementRetract", { ...(await seen(id)), reason: "Misheard." }, "statement { status }");
});

const NODE = "... on Statement { text statusReason } ... on Appearance { passage { exact } statement { text } }";
const CHANGE = "action reason nodes { ... on Statement { text } } changes { before after }";
const HISTORY = "nodes { reason changes { before after } nodes { id ... on Statement { text } } } totalCount";
const STATUSES = "filter: { status: [PUBLISHED, PROPOSED, REJECTED] }";
const LIST = "nodes { text }";

type Door = [name: string, query: string, variables?: () => Record<string, unknown>];
const by = (name: string) => () => ({ id: ids[name] });
const node = (name: string): Door => [
  `node: ${name}`,
  `query ($id: ID!) { found: node(id: $id) { ${NODE} } }`,
  by(name),
];
const change = (name: string): Door => [
  `node: ${name}`,
  `query ($id: ID!) { found: node(id: $id) { ... on Revision { ${CHANGE} } } }`,
  by(name),
];

/** What asks for the statuses by name, which only editors may. */
const named: Door[] = [
  ["the filter", `{ statements(${STATUSES}) { ${LIST} } }`],
  ["only a count", `{ statements(${STATUSES}) { totalCount } }`],
  [
    "a variable in the filter",
    `query ($status: [StatementStatus!]) { statements(filter: { status: $status }) { ${LIST} } }`,
    () => ({ status: ["REJECTED"] }),
  ],
  [
    "a variable that is not a list",
    `query ($status: StatementStatus!) { statements(filter: { status: [$status] }) { ${LIST} } }`,
    () => ({ status: "PROPOSED" }),
  ],
  [
    "the filter as a variable",
    `query ($filter: StatementFilter) { statements(filter: $filter) { ${LIST} } }`,
    () => ({ filter: { status: "PROPOSED" } }),
  ],
  [
    "a default",
    `query ($status: [StatementStatus!] = [PROPOSED]) { statements(filter: { status: $status }) { ${LIST} } }`,
  ],
  ["below a speaker", `{ speaker(by: { slug: "ada-brandt" }) { statements(${STATUSES}) { ${LIST} } } }`],
  ["below a topic", `{ topic(by: { slug: "harbour" }) { statements(${STATUSES}) { ${LIST} } } }`],
  ["in a fragment", `{ ...F } fragment F on Query { statements(${STATUSES}) { ${LIST} } }`],
  [
    "in the past",
    `query ($at: DateTime) { statements(asOf: $at, ${STATUSES}) { ${LIST} } }`,
    () => ({ at: proposedAt }),
  ],
];

/** What finds a single object, which does not exist for others. */
const single: Door[] = [
  ...["proposed", "rejected", "alsoProposed", "proposedThen", "publishedThen"].map(node),
  ...["proposedPrinting", "rejectedPrinting", "printingThen"].map(node),
  ...["proposal", "rejection", "creation", "removal"].map(change),
  ["statement by id", `query ($id: ID!) { found: statement(by: { id: $id }) { text statusReason } }`, by("rejected")],
  ["statement by URN", `query ($id: String!) { found: statement(by: { urn: $id }) { text } }`, by("proposedUrn")],
  [
    "statement by id in the past",
    `query ($id: ID!, $at: DateTime) { found: statement(by: { id: $id }, asOf: $at) { text history { ${HISTORY} } } }`,
    () => ({ id: ids.published, at: proposedAt }),
  ],
];

/** What mixes them with what everybody sees. */
const mixed: Door[] = [
  ["nodes", `query ($ids: [ID!]!) { nodes(ids: $ids) { ${NODE} } }`, () => ({ ids: [ids.proposed, ids.published] })],
  ["all changes", `{ revisions { ${HISTORY} } }`],
  ["the rejections", `{ revisions(filter: { action: ["statementReject"] }) { ${HISTORY} } }`],
  ["changes of a statement", `query ($id: ID!) { revisions(filter: { node: $id }) { ${HISTORY} } }`, by("rejected")],
  [
    "changes of a removed statement",
    `query ($id: ID!) { revisions(filter: { node: $id }) { ${HISTORY} } }`,
    by("removed"),
  ],
  [
    "changes of a printing",
    `query ($id: ID!) { revisions(filter: { node: $id }) { ${HISTORY} } }`,
    by("rejectedPrinting"),
  ],
  ["a change of two statements", `query ($id: ID!) { node(id: $id) { ... on Revision { ${CHANGE} } } }`, by("mixed")],
  [
    "what was said before it was published",
    `query ($id: ID!) { node(id: $id) { ... on Statement { text history { ${HISTORY} } firstAppearance { history { ${HISTORY} } } } } }`,
    by("published"),
  ],
];

/** What never has them, whoever asks. */
const never: Door[] = [
  ["all statements", `{ statements { ${LIST} totalCount } }`],
  ["a search", `{ statements(filter: { text: "zeppelin OR submarine OR comet" }) { ${LIST} } }`],
  ["an article's", `{ article(by: { url: "${URL_OF("two")}" }) { statements { ${LIST} } history { ${HISTORY} } } }`],
  ["articles of a speaker", `{ articles(filter: { speaker: ["ada-brandt"] }) { nodes { statements { ${LIST} } } } }`],
  ["a quotation", `{ verifyQuote(text: "She had seen a zeppelin") { matches { statement { text } } } }`],
];

const KEYS: [string | undefined, number, string][] = [
  [undefined, 401, "UNAUTHENTICATED"],
  ["READER", 403, "FORBIDDEN"],
];

describe("statements that nobody vouches for are for editors", () => {
  test.each(named)(
    "a status that only editors see is refused to others: %s",
    async (_name, query, variables = () => ({})) => {
      for (const [key, statusCode, code] of KEYS) {
        const { json, ...answer } = await post(query, variables(), key);
        expect([answer.statusCode, json.errors[0].extensions.code]).toEqual([statusCode, code]);
        expect(json.errors[0].message).toMatch(/^`(PROPOSED|REJECTED)` needs a key of the role EDITOR/);
        expect(answer.body).not.toMatch(SECRET);
      }
      expect((await post(query, variables(), "EDITOR")).body).toMatch(/totalCount|zeppelin|submarine/);
    },
  );

  test.each(single)(
    "an object that only editors see does not exist for others: %s",
    async (_name, query, variables = () => ({})) => {
      for (const [key] of KEYS) expect((await post(query, variables(), key)).json).toEqual({ data: { found: null } });
      const { json } = await post(query, variables(), "EDITOR");
      expect(json.errors).toBeUndefined();
      expect(json.data.found).not.toBeNull();
    },
  );

  test.each(mixed)("a list shows others only what they may see: %s", async (_name, query, variables = () => ({})) => {
    for (const [key] of KEYS) {
      const answer = await post(query, variables(), key);
      expect(answer.json.errors).toBeUndefined();
      expect(answer.body).not.toMatch(SECRET);
    }
    expect((await post(query, variables(), "EDITOR")).body).toMatch(SECRET);
  });

  test.each(never)("a proposal does not show, whoever asks: %s", async (_name, query, variables = () => ({})) => {
    for (const key of [undefined, "READER", "EDITOR"]) {
      const answer = await post(query, variables(), key);
      expect(answer.json.errors).toBeUndefined();
      expect(answer.body).not.toMatch(SECRET);
    }
  });

  test.each(["csv", "jsonl", "jsonld", "atom", "xlsx"])("a file of proposals is for editors: %s", async (extension) => {
    for (const query of ["status=PROPOSED", "status=rejected", "status=PUBLISHED&status=REJECTED"]) {
      for (const [key, statusCode, code] of KEYS) {
        const answer = await get(`/statements.${extension}?${query}`, key);
        expect([answer.statusCode, answer.json.errors[0].extensions.code]).toEqual([statusCode, code]);
      }
      expect((await get(`/statements.${extension}?${query}`, "EDITOR")).statusCode).toBe(200);
    }
    const all = await get(`/statements.${extension}`);
    expect(all.statusCode).toBe(200);
    expect(all.body).not.toMatch(SECRET);
  });

  test("a count does not tell others of proposals", async () => {
    const count = async (key?: string) => {
      const { json } = await post(
        `query ($id: ID!) { revisions { totalCount } of: revisions(filter: { node: $id }) { totalCount } archive { statementCount } }`,
        by("rejected")(),
        key,
      );
      return [json.data.revisions.totalCount, json.data.of.totalCount, json.data.archive.statementCount];
    };
    // The publication, the change of two statements and the retraction.
    expect(await count()).toEqual([3, 0, 3]);
    expect(await count("READER")).toEqual([3, 0, 3]);
    expect(await count("EDITOR")).toEqual([11, 2, 3]);
  });

  test("a retracted statement stays public, with its reason", async () => {
    const query = `query ($id: ID!) { node(id: $id) { ... on Statement { status statusReason history { totalCount } } } }`;
    const { json } = await post(query, { id: ids.retracted });
    expect(json.data.node).toEqual({ status: "RETRACTED", statusReason: "Misheard.", history: { totalCount: 1 } });
    const list = await post("{ statements(filter: { status: [RETRACTED] }) { totalCount } }", {});
    expect(list.json.data.statements).toEqual({ totalCount: 1 });
    expect((await get("/statements.csv?status=RETRACTED")).body).toContain("the mast was gilded");
  });

  test("a rejected statement is published after all, and then everybody sees it", async () => {
    await edit("statementRestore", await seen(ids.rejected), "statement { status }");
    expect(
      (await post("query ($id: ID!) { node(id: $id) { ... on Statement { text statusReason } } }", by("rejected")()))
        .json.data.node,
    ).toEqual({
      text: "She had seen a submarine.",
      statusReason: null,
    });
  });
});
