import { beforeEach, describe, expect, test } from "@jest/globals";
import { buildSchema, type GraphQLField, getDirectiveValues, type OperationDefinitionNode, parse } from "graphql";
import { authorization } from "../../src/graphql/authorization.ts";
import { loadSchema } from "../../src/graphql/schema.ts";
import { dump } from "../helpers/archive.ts";
import { askServer, openKeyedServers } from "../helpers/keyedServers.ts";

const schema = loadSchema();
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
/** The mutations that were run. */
const begun: string[] = [];
for (const field of mutations)
  field.resolve = () => {
    begun.push(field.name);
    throw new Error("it was begun");
  };

const servers = openKeyedServers(schema);
const { database, keys } = servers;
beforeEach(() => {
  begun.length = 0;
});

const ask = (query: string, authorization?: string, server = servers.open) => askServer(server, query, authorization);

/** Returns a mutation with everything that its input needs, so that only the key can be wrong. */
function mutationOf({ name, args }: GraphQLField<unknown, unknown>): string {
  return `mutation { ${name}(input: ${exampleOf(String(args[0]?.type))}) { userErrors { code } } }`;
}

function exampleOf(type: string): string {
  const named = schema.getType(type.replace(/[[\]!]/g, ""));
  const one = () => {
    if (named && "getValues" in named) return named.getValues()[0]?.name;
    if (!named || !("getFields" in named))
      return named?.name === "DateTime" ? '"2021-05-07"' : /^(?:Int|Float)$/.test(named?.name ?? "") ? 1 : '"x"';
    const needed = Object.values(named.getFields()).filter((field) => String(field.type).endsWith("!"));
    return `{ ${needed.map((field) => `${field.name}: ${exampleOf(String(field.type))}`).join(", ")} }`;
  };
  return type.startsWith("[") ? `[${one()}]` : String(one());
}

describe("every mutation", () => {
  test("every mutation says in the schema whom it is for", () => {
    const directive = schema.getDirective("auth");
    expect(mutations.length).toBeGreaterThan(20);
    for (const { name, astNode } of mutations)
      expect([name, directive && astNode && getDirectiveValues(directive, astNode)?.role]).toEqual([name, "EDITOR"]);
  });

  test.each<[string, number, string]>([
    ["", 401, "UNAUTHENTICATED"],
    ["wrong", 401, "UNAUTHENTICATED"],
    ["unknown", 401, "UNAUTHENTICATED"],
    ["revoked", 401, "UNAUTHENTICATED"],
    ["expired", 401, "UNAUTHENTICATED"],
    ["READER", 403, "FORBIDDEN"],
  ])("every mutation refuses the key %p before it begins", async (key, statusCode, code) => {
    const before = await dump(database);
    for (const field of mutations) {
      const answer = await ask(mutationOf(field), key ? `Bearer ${keys[key]}` : undefined);
      expect({ field: field.name, ...answer }).toMatchObject({ field: field.name, statusCode, codes: [code] });
      expect(answer.challenge).toMatch(/^Bearer realm="OnRecord"/);
    }
    expect(begun).toEqual([]);
    expect(await dump(database)).toEqual(before);
  });

  test.each(["EDITOR", "ADMIN"])("every mutation lets the role %s begin", async (role) => {
    for (const field of mutations) await ask(mutationOf(field), `Bearer ${keys[role]}`);
    expect(begun).toEqual(mutations.map(({ name }) => name));
  });

  test.each([
    ["behind an alias", "mutation { a: topicMove(input: X) { userErrors { code } } }"],
    ["in a fragment", "mutation { ...F } fragment F on Mutation { topicMove(input: X) { userErrors { code } } }"],
    [
      "in a fragment of its own",
      "mutation { ... on Mutation { ... { topicMove(input: X) { userErrors { code } } } } }",
    ],
    ["left out by a directive", "mutation { topicMove(input: X) @skip(if: true) { userErrors { code } } }"],
    ["beside another operation", "query Q { __typename } mutation M { topicMove(input: X) { userErrors { code } } }"],
  ])("every mutation refuses a request without a key: %s", async (_what, text) => {
    const move = mutations.find(({ name }) => name === "topicMove");
    const query = text.replace("X", exampleOf(String(move?.args[0]?.type)));
    const operationName = query.includes("query Q") ? "M" : undefined;
    const { statusCode } = await servers.open.app.inject({
      method: "POST",
      url: "/graphql",
      payload: { query, operationName },
    });
    expect(statusCode).toBe(401);
    expect(begun).toEqual([]);
  });
});

describe("a query", () => {
  test("a query needs no key and learns who asks if there is one", async () => {
    expect(await ask("{ viewer { name role } }")).toMatchObject({ statusCode: 200, data: { viewer: null } });
    const answer = await ask("{ viewer { name role } }", `Bearer ${keys.READER}`);
    expect(answer).toMatchObject({ statusCode: 200, data: { viewer: { name: "READER", role: "READER" } } });
  });

  test("a query is refused if one of its fields needs a higher role", async () => {
    expect(await ask("{ speakerMergeSuggestions { likeness } }", `Bearer ${keys.READER}`)).toMatchObject({
      statusCode: 403,
    });
  });
});

describe("where reading needs a key", () => {
  const inClosed = (query: string, key?: string) => ask(query, key && `Bearer ${keys[key]}`, servers.closed);

  test.each(["{ statements { totalCount } }", "{ viewer { name } }", '{ __typename node(id: "x") { id } }'])(
    "the query %s needs a key if reading does",
    async (query) => {
      expect(await inClosed(query)).toMatchObject({ statusCode: 401, codes: ["UNAUTHENTICATED"] });
      expect(await inClosed(query, "expired")).toMatchObject({ statusCode: 401, codes: ["UNAUTHENTICATED"] });
      expect(await inClosed(query, "READER")).toMatchObject({ statusCode: 200, codes: [] });
    },
  );

  test("introspection needs no key, because the schema is public", async () => {
    expect(await inClosed("{ __schema { queryType { name } } }")).toMatchObject({ statusCode: 200, codes: [] });
  });
});

test("a field requires the same role if it is queried through an interface", () => {
  const small = buildSchema(`
    directive @auth(role: KeyRole!) on FIELD_DEFINITION
    enum KeyRole { READER EDITOR ADMIN }
    interface Thing { secret: Int, name: Int }
    type Plain implements Thing { secret: Int, name: Int }
    type Guarded implements Thing { secret: Int @auth(role: ADMIN), name: Int }
    type Query { thing: Thing, edited: Int @auth(role: EDITOR) }
  `);
  const authorize = authorization(small, { isReadingOpen: true });
  const messageOf = (text: string) => {
    const document = parse(text);
    return authorize(document, document.definitions[0] as OperationDefinitionNode, {}, null)?.message;
  };
  expect(messageOf("{ thing { secret } }")).toContain("`secret` needs a key of the role ADMIN");
  expect(messageOf("{ edited thing { ... on Guarded { secret } } }")).toContain("ADMIN");
  expect(messageOf("{ edited thing { name } }")).toContain("`edited` needs a key of the role EDITOR");
  expect(messageOf("{ thing { name ... on Plain { secret } } }")).toBeUndefined();
});
