import { beforeAll, describe, expect, test } from "@jest/globals";
import {
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
} from "graphql";
import { errorCodes, faultCodes } from "../../src/graphql/errors.ts";
import { loadSchema } from "../../src/graphql/schema.ts";
import { createKey } from "../../src/keys/keys.ts";
import { record } from "../../src/record/record.ts";
import { dump, expectSound, openArchive } from "../helpers/archive.ts";
import { IMPORT } from "../helpers/factories.ts";
import { world } from "../helpers/world.ts";
import { openServer, startServer } from "./runningServer.ts";

// Attacks by strangers who have obtained a key, or who make somebody's browser send it. Everything goes over HTTP.

const schema = loadSchema();
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});

const database = openArchive();
const server = openServer({ schema, database });
let authorization: string;
beforeAll(async () => {
  await record(database, world, IMPORT);
  const { token } = await createKey(database, undefined, { name: "Newsroom", role: "EDITOR", expiresAt: null });
  authorization = `Bearer ${token}`;
});

// biome-ignore lint/suspicious/noExplicitAny: an answer has the shape that its query asked for.
type Answer = any;

const json = { "content-type": "application/json" };
const send = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/graphql`, {
    method: "POST",
    headers: { ...json, authorization, ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

/** Returns the answer to an operation; fails if the answer shows an internal fault. */
async function ask(query: string, variables: object = {}): Promise<Answer> {
  const answer = await send({ query, variables });
  const body = (await answer.json()) as { data?: Answer; errors?: { extensions: { code: string } }[] };
  for (const { extensions } of body.errors ?? []) {
    expect(errorCodes).toContain(extensions.code);
    expect([...faultCodes]).not.toContain(extensions.code);
  }
  return body;
}

/** Does a mutation and returns its payload; null if it was refused before it ran. */
async function edit(name: string, input: object, selection = ""): Promise<Answer> {
  const type = mutations.find((field) => field.name === name)?.args[0]?.type;
  const query = `mutation ($input: ${type}) { ${name}(input: $input) { ${selection} userErrors { code message } } }`;
  return (await ask(query, { input })).data?.[name] ?? null;
}

/** Returns an input in which every field is set, and every text and id is the same text. */
function filled(type: GraphQLInputType, text: string): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [filled(nullable.ofType, text)];
  if (isEnumType(nullable)) return nullable.getValues()[0]?.name;
  if (isInputObjectType(nullable)) {
    const fields = Object.values(nullable.getFields());
    return Object.fromEntries(fields.map((field) => [field.name, filled(field.type, text)]));
  }
  const { name } = getNamedType(nullable);
  const plain: Record<string, unknown> = {
    DateTime: "2021-05-07",
    Int: 1,
    Float: 1,
    Boolean: true,
    PartialDate: "2021",
  };
  return plain[name] ?? text;
}

const texts: [string, string][] = [
  ["nothing", ""],
  ["space", " \t\n "],
  ["two hundred thousand characters", "x".repeat(200_000)],
  ["NUL", "har\0bour"],
  ["lone surrogates", "\ud83d x \ude00"],
  ["control characters", "\u0001\u001b[31m\u007f"],
  ["right to left", "\u202eruobrah\u202c السلام"],
  ["combining characters", "Z\u0351\u036b\u0343a\u0328\u0321".repeat(20)],
  ["emoji", "👩‍👩‍👧‍👦🏴‍☠️🇩🇪"],
  ["SQL", "'; DROP TABLE statement CASCADE; --"],
  ["SQL that closes other quotes", '" OR 1=1; DELETE FROM speaker; /*'],
  ["SQL in dollars", "$$; TRUNCATE topic CASCADE; $$ || pg_sleep(5)"],
  ["a parameter", "$1 ? :name %s {0}"],
  ["a pattern", "%_%_%\\"],
  ["a path", "../../../../etc/passwd"],
  ["markup", "<script>alert(1)</script>"],
  ["a formula", '=HYPERLINK("http://evil.example")'],
  ["JSON", '{"$ne": null, "__proto__": {"x": 1}}'],
  ["the name of a property", "__proto__"],
  ["a row of PostgreSQL's", '(1,"2",)'],
  ["an array of PostgreSQL's", '{"1",NULL}'],
];

describe("a strange text, in every place of every input", () => {
  test.each(texts)("a strange text in every place of every input breaks no rule: %s", async (_what, text) => {
    const before = await dump(database);
    for (const field of mutations) {
      const payload = await edit(field.name, filled(field.args[0]?.type as GraphQLInputType, text) as object);
      // Without a valid id, only mutations that need no id can succeed.
      if (payload && !["sourceCreate", "speakerCreate", "topicCreate"].includes(field.name))
        expect([field.name, payload.userErrors.length || payload.outcomes?.length]).not.toEqual([field.name, 0]);
    }
    expect(Object.keys(await dump(database))).toEqual(Object.keys(before));
  });

  test.each(texts)("a strange text is stored as it was sent or refused as INVALID: %s", async (_what, text) => {
    const tag = Buffer.from(text).toString("hex").slice(0, 30) || "empty";
    const codes = new Set<string>();
    const make = async (name: string, input: object, selection: string) => {
      const payload = await edit(name, input, selection);
      for (const { code } of payload.userErrors) codes.add(code);
      return payload;
    };
    const { source } = await make(
      "sourceCreate",
      { slug: `s-${tag}`, name: text, kind: "OUTLET" },
      "source { id name }",
    );
    const { speaker } = await make(
      "speakerCreate",
      { slug: `p-${tag}`, name: `Person ${tag}`, kind: "PERSON", description: text },
      "speaker { id description }",
    );
    const { article } = await make(
      "articleCreate",
      {
        url: `https://news.example.org/${tag}`,
        headline: text,
        publishedAt: "2021-05-07",
        language: "en",
        source: source?.id ?? "sandholm-post",
        body: `It begins here. ${text} It ends here.`,
        reason: text || null,
      },
      "article { id headline }",
    );
    if (article) {
      const passage = { exact: "It begins here." };
      const { statement } = await make(
        "statementCreate",
        {
          article: article.id,
          kind: "INDIRECT",
          text,
          speaker: speaker?.id ?? "ada-brandt",
          appearance: { passage, cue: text, attributionText: text },
        },
        "statement { id text }",
      );
      if (statement) expect(statement.text).toBe(text.normalize("NFC"));
      expect(article.headline).toBe(text.normalize("NFC"));
    }
    if (source) expect(source.name).toBe(text.normalize("NFC"));
    if (speaker) expect(speaker.description).toBe(text.normalize("NFC"));
    expect([...codes].filter((code) => code !== "INVALID")).toEqual([]);
  });

  test("an attack by editing has broken no rule of the archive", async () => {
    await expectSound(database);
  });
});

describe("requests that are no honest ones change nothing, key or no key", () => {
  const mutation = 'mutation { sourceCreate(input: { name: "Forged", kind: OUTLET }) { source { id } } }';
  const typed = "mutation ($input: SourceCreateInput!) { sourceCreate(input: $input) { source { id } } }";
  const form = (contentType: string) => () =>
    send(`query=${encodeURIComponent(mutation)}`, { "content-type": contentType });
  const deep = `${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}`;
  const bomb = Array.from({ length: 20 }, (_, i) => `fragment F${i} on Mutation { ...F${i + 1} ... { ...F${i + 1} } }`);
  const fragments = `mutation { ...F0 } ${bomb.join(" ")} fragment F20 on Mutation { sourceCreate(input: { name: "Forged", kind: OUTLET }) { source { id } } }`;
  const many = Array.from(
    { length: 31 },
    (_, i) => `a${i}: sourceCreate(input: { name: "Forged ${i}", kind: OUTLET }) { source { id } }`,
  );

  test.each<[string, () => Promise<Response>, number]>([
    [
      "by GET",
      () =>
        fetch(`${server.url}/graphql?query=${encodeURIComponent(mutation)}`, { headers: { ...json, authorization } }),
      405,
    ],
    [
      "by HEAD",
      () =>
        fetch(`${server.url}/graphql?query=${encodeURIComponent(mutation)}`, {
          method: "HEAD",
          headers: { ...json, authorization },
        }),
      405,
    ],
    ["a form", form("application/x-www-form-urlencoded"), 400],
    ["a form with files", form("multipart/form-data; boundary=x"), 400],
    ["plain text", () => send(JSON.stringify({ query: mutation }), { "content-type": "text/plain" }), 400],
    ["a batch", () => send([{ query: mutation }, { query: mutation }]), 400],
    ["two keys", () => send({ query: mutation }, { authorization: `${authorization}, ${authorization}` }), 401],
    [
      "a key in the address",
      () =>
        fetch(`${server.url}/graphql?key=${authorization.slice(7)}`, {
          method: "POST",
          headers: json,
          body: JSON.stringify({ query: mutation }),
        }),
      401,
    ],
    ["two megabytes of brackets", () => send(`{"query":${JSON.stringify(typed)},"variables":{"input":${deep}}}`), 400],
    ["two megabytes of brackets for a query", () => send(`{"query":${deep}}`), 400],
    ["ten megabytes", () => send({ query: mutation, pad: "x".repeat(10_000_000) }), 413],
    ["fragments that make 2^20", () => send({ query: fragments }), 400],
    ["many at once", () => send({ query: `mutation { ${many.join(" ")} }` }), 400],
    ["a document of two megabytes", () => send({ query: `${mutation} #${"x".repeat(2_000_000)}` }), 200],
    ["tokens without end", () => send({ query: `mutation { ${"a ".repeat(1_000_000)} }` }), 400],
  ])("a dishonest request changes nothing, with or without a key: %s", async (what, request, status) => {
    const before = await dump(database);
    const answer = await request();
    expect([what, answer.status]).toEqual([what, status]);
    const text = await answer.text();
    expect(text).not.toContain("INTERNAL_SERVER_ERROR");
    if (status !== 200) expect(await dump(database)).toEqual(before);
    expect((await ask("{ __typename }")).data).toEqual({ __typename: "Query" });
  });

  test("a prototype in the variables is only a name that nobody knows", async () => {
    const body = `{"query":${JSON.stringify(typed)},"variables":{"input":{"name":"Forged","kind":"OUTLET","__proto__":{"slug":"x"}}}}`;
    const answer = (await (await send(body)).json()) as { errors: { extensions: { code: string } }[] };
    expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(["BAD_USER_INPUT"]);
    expect(({} as { slug?: string }).slug).toBeUndefined();
  });

  test("a page elsewhere cannot send a key, because its browser asks first and is refused", async () => {
    const guarded = await startServer({ schema, database, config: { corsOrigins: ["https://newsroom.example"] } });
    const preflight = await fetch(`${guarded.url}/graphql`, {
      method: "OPTIONS",
      headers: {
        origin: "https://evil.example",
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type",
      },
    });
    expect(preflight.headers.get("access-control-allow-origin")).toBeNull();
    await guarded.close();
  });
});

describe("what is large and honest is taken", () => {
  test("an article with a body of two megabytes is accepted in variables", async () => {
    const body = "Ünd so weiter. ".repeat(140_000).slice(0, 1_900_000);
    const { article, userErrors } = await edit(
      "articleCreate",
      {
        url: "https://news.example.org/large",
        headline: "A long story",
        publishedAt: "2021-05-07",
        language: "de",
        source: "sandholm-post",
        body,
      },
      "article { id headline }",
    );
    expect(userErrors).toEqual([]);
    expect(article).toMatchObject({ headline: "A long story" });
  });
});
