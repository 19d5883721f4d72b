import { afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { isNonNullType } from "graphql";
import { loadSchema } from "../../src/graphql/schema.ts";
import { record } from "../../src/record/record.ts";
import { buildServer, type Server } from "../../src/server.ts";
import { dump, openArchive } from "../helpers/archive.ts";
import { IMPORT } from "../helpers/factories.ts";
import { recordSql } from "../helpers/sqlCount.ts";
import { strangeTexts } from "../helpers/strangeTexts.ts";
import { world } from "../helpers/world.ts";

const database = openArchive();
let server: Server;
let before: Record<string, string[]>;
beforeAll(async () => {
  await record(database, world, IMPORT);
  before = await dump(database);
  server = await buildServer({
    database,
    config: {
      environment: "production",
      logLevel: "silent",
      requestDeadlineMs: 120_000,
      compiledExecution: true,
      maxCost: 5_000,
    },
  });
  // Warm up: the first request of a kind does work that later ones reuse.
  for (let i = 0; i < 3; i++) await ask(EVERYTHING, everywhere("warm"));
});

/** An ordinary answer takes about ten milliseconds of processor time, and at most this many SQL statements. */
const [MOST_MS, MOST_SQL] = [2_000, 45];
const sent = recordSql(database.pool);

async function ask(query: string, variables: Record<string, unknown> = {}) {
  sent.length = 0;
  const used = process.cpuUsage();
  const { statusCode, body } = await server.app.inject({
    method: "POST",
    url: "/graphql",
    payload: { query, variables },
  });
  const { user } = process.cpuUsage(used);
  const { data, errors = [] } = JSON.parse(body) as {
    data?: unknown;
    errors?: { message: string; path?: string[]; extensions: { code: string; argument?: string } }[];
  };
  expect(user / 1_000).toBeLessThan(MOST_MS);
  expect(sent.length).toBeLessThanOrEqual(MOST_SQL);
  return { statusCode, data, errors, codes: errors.map(({ extensions }) => extensions.code) };
}

afterEach(expectWell);
async function expectWell(): Promise<void> {
  const answer = await ask('{ speaker(by: { slug: "ada-brandt" }) { name } }');
  expect(answer).toMatchObject({ data: { speaker: { name: "Ada Brandt" } }, errors: [] });
  expect(await dump(database)).toEqual(before);
}

/** Every argument of the schema that accepts any text, each with the same text. */
const EVERYTHING = `query ($text: String!, $id: ID!, $texts: [String!]!, $ids: [ID!]!) {
  statements(filter: { speaker: $texts, topic: $texts, source: $texts, article: $texts, language: $texts, text: $text }) {
    totalCount edges { node { id } snippet { text } } matched { unmatched }
  }
  texts: statements(filter: { text: $text }, orderBy: { field: RELEVANCE }) { totalCount edges { snippet { text } } }
  speakers(filter: { name: $text }) { totalCount nodes { slug statements(filter: { text: $text, topic: $texts }) { totalCount } } }
  topics(filter: { name: $text }) { totalCount nodes { slug } }
  sources(filter: { name: $text }) { totalCount nodes { slug } }
  articles(filter: { source: $texts, speaker: $texts, language: $texts }) { totalCount nodes { url } }
  node(id: $id) { id }
  nodes(ids: $ids) { id }
  statement(by: { id: $id }) { id }
  a: speaker(by: { id: $id }) { id }
  b: speaker(by: { slug: $text }) { id }
  c: speaker(by: { wikidataId: $text }) { id }
  d: topic(by: { slug: $text }) { id }
  e: topic(by: { wikidataId: $text }) { id }
  f: article(by: { url: $text }) { id }
  g: source(by: { slug: $text }) { id }
  h: source(by: { wikidataId: $text }) { id }
}`;
const everywhere = (text: string) => ({ text, id: text, texts: [text], ids: [text] });

describe("a strange text, in every argument that takes one", () => {
  test.each(strangeTexts)("every argument takes a strange text without harm: %s", async (_what, text) => {
    const { statusCode, errors, data } = await ask(EVERYTHING, everywhere(text));
    expect(errors).toEqual([]);
    expect(statusCode).toBe(200);
    expect(data).toMatchObject({
      node: null,
      nodes: [null],
      statement: null,
      a: null,
      b: null,
      f: null,
      statements: { totalCount: 0 },
      articles: { totalCount: 0 },
    });
  });
});

describe("values that cannot be used are refused by name", () => {
  test.each([
    ["first: -1", "{ statements(first: -1) { totalCount } }", "first"],
    ["first: 101", "{ speakers(first: 101) { totalCount } }", "first"],
    ["last: 101", "{ topics(last: 101) { totalCount } }", "last"],
    ["first with last", "{ articles(first: 1, last: 1) { totalCount } }", "last"],
    ["below a parent", '{ topic(by: { slug: "sandholm" }) { speakers(first: 1, last: 1) { totalCount } } }', "last"],
    [
      "a cursor of another list",
      `{ sources(after: "${Buffer.from('["speakers.NAME.ASC","a",1]').toString("base64url")}") { totalCount } }`,
      "after",
    ],
    [
      "a forged cursor",
      `{ sources(before: "${Buffer.from('["sources.NAME.ASC",1,"a"]').toString("base64url")}") { totalCount } }`,
      "before",
    ],
    [
      "a range that ends before it starts",
      '{ statements(filter: { said: { from: "2021-05-08", to: "2021-05-07" } }) { totalCount } }',
      "filter.said",
    ],
    [
      "and below a parent",
      '{ speakers { nodes { statements(filter: { said: { from: "2021-05-08", to: "2021-05-07" } }) { totalCount } } } }',
      "filter.said",
    ],
    [
      "and of articles",
      '{ articles(filter: { published: { from: "2021-05-08", to: "2021-05-07" } }) { totalCount } }',
      "filter.published",
    ],
    ["a reason without a topic", "{ statements(filter: { topicBasis: [TEXT] }) { totalCount } }", "filter.topicBasis"],
    [
      "and below a speaker",
      "{ speakers { nodes { statements(filter: { topicBasis: [] }) { totalCount } } } }",
      "filter.topicBasis",
    ],
    ["relevance to nothing", "{ statements(orderBy: { field: RELEVANCE }) { totalCount } }", "orderBy"],
    ...["speaker", "topic", "source", "article", "language"].map((field): [string, string, string] => [
      `101 values of ${field}`,
      `{ statements(filter: { ${field}: [${'"x" '.repeat(101)}] }) { totalCount } }`,
      `filter.${field}`,
    ]),
  ])("a value that cannot be used is refused by its argument's name: %s", async (_what, query, argument) => {
    const { errors, codes } = await ask(query);
    expect(new Set(codes)).toEqual(new Set(["BAD_USER_INPUT"]));
    expect(errors[0]).toMatchObject({ extensions: { argument } });
    expect(errors[0]?.message).toContain(argument === "orderBy" ? "RELEVANCE" : `\`${argument}\``);
  });

  test.each([
    "2021-02-29",
    "2021-13-01",
    "0000-01-01",
    "2021-05-07T25:00:00Z",
    "2021-05-07T00:00:00",
    "07.05.2021",
    "yesterday",
    "",
    "9999-12-31T23:59:59-01:00",
    "0001-01-01T00:00:00+01:00",
    "+012021-01-01",
    "2021-05-07T00:00:00Z; DROP TABLE statement",
    "\0",
  ])("a text that is no instant is refused: %j", async (instant) => {
    const query = "query ($from: PartialDateTime) { statements(filter: { said: { from: $from } }) { totalCount } }";
    const { statusCode, codes, errors } = await ask(query, { from: instant });
    expect([statusCode, codes]).toEqual([400, ["BAD_USER_INPUT"]]);
    expect(errors[0]?.message).toContain(JSON.stringify(instant));
    const literal = await ask(
      query.replace("query ($from: PartialDateTime) ", "").replace("$from", JSON.stringify(instant)),
    );
    expect([literal.statusCode, literal.codes]).toEqual([400, ["GRAPHQL_VALIDATION_FAILED"]]);
  });
});

describe("operations that are too large are refused before they run, by the schema's own costs", () => {
  const levels = (count: number) =>
    `{ statements(first: 1) { nodes { ${"speaker { statements(first: 1) { nodes { ".repeat(count)} id ${"} } }".repeat(count)} } } }`;
  const bomb = (count: number) =>
    `{ ...F0 } ${Array.from({ length: count }, (_, i) => `fragment F${i} on Query { ...F${i + 1} ... { ...F${i + 1} } }`).join(" ")} fragment F${count} on Query { statements { totalCount } }`;

  test.each([
    ["a thousand aliases", `{ ${Array.from({ length: 1_000 }, (_, i) => `a${i}: __typename`).join(" ")} }`],
    ["thirty levels", levels(10)],
    ["fragments that make 2^20", bomb(20)],
    [
      "a page of pages of pages",
      "{ speakers(first: 100) { nodes { statements(first: 100) { nodes { topics { slug } } } } } }",
    ],
    ["the same by last", "{ speakers(last: 100) { nodes { articles(last: 100) { edges { node { id } } } } } }"],
  ])("an operation that is too large is refused before it runs: %s", async (_what, query) => {
    const { statusCode, codes } = await ask(query);
    expect([statusCode, codes]).toEqual([400, ["QUERY_TOO_COMPLEX"]]);
  });

  test("an operation as large as a front end needs is allowed", async () => {
    const { codes } = await ask(`{
      speakers(first: 20) { nodes { name names { name } roles { label } statements(first: 5) { totalCount nodes { text topics { name } firstAppearance { passage { url } article { headline source { name } } } } } } }
    }`);
    expect(codes).toEqual([]);
  });
});

test("a subscription sent as an ordinary request is told where to go", async () => {
  const { statusCode, codes, errors } = await ask("subscription { statementPublished { cursor } }");
  expect({ statusCode, codes }).toEqual({ statusCode: 400, codes: ["BAD_REQUEST"] });
  expect(errors[0]?.message).toContain("`/graphql/stream`");
});

describe("root fields fail by themselves", () => {
  test("a root field that fails is null beside its error, and the others are answered", async () => {
    const { statusCode, data, errors } = await ask(`{
      bad: statements(first: -1) { nodes { id } }
      speaker(by: { slug: "ada-brandt" }) { name }
      worse: articles(after: "x") { totalCount }
      nodes(ids: [${'"x" '.repeat(101)}]) { id }
      topics(first: 1) { nodes { name } }
    }`);
    expect([statusCode, data]).toEqual([
      200,
      { bad: null, speaker: { name: "Ada Brandt" }, worse: null, nodes: null, topics: { nodes: [{ name: "Coast" }] } },
    ]);
    expect(errors.map(({ path }) => path?.[0]).sort()).toEqual(["bad", "nodes", "worse"]);
  });

  test("a request of which nothing was answered has a status of 400, unless a lookup found nothing", async () => {
    expect(await ask("{ statements(first: -1) { nodes { id } } articles(first: -1) { totalCount } }")).toMatchObject({
      statusCode: 400,
      codes: ["BAD_USER_INPUT", "BAD_USER_INPUT"],
    });
    const nobody = 'speaker(by: { slug: "nobody" }) { name }';
    expect(await ask(`{ statements(first: -1) { nodes { id } } ${nobody} }`)).toMatchObject({
      statusCode: 200,
      data: { statements: null, speaker: null },
    });
  });

  test("every field of Query may be null", () => {
    const query = loadSchema().getQueryType();
    const required = Object.values(query?.getFields() ?? {}).filter(({ type }) => isNonNullType(type));
    expect(required.map(({ name }) => name)).toEqual([]);
  });
});
