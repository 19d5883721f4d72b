import type { AddressInfo } from "node:net";
import { beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { buildSchema, type GraphQLField, getDirectiveValues, type OperationDefinitionNode, parse } from "graphql";
import { authorization } from "../../src/graphql/authorization.ts";
import { loadSchema } from "../../src/graphql/schema.ts";
import { createKey, keyRoles, revokeKey, type Viewer } from "../../src/keys/keys.ts";
import { buildServer, type Server } from "../../src/server.ts";
import { dump, openArchive } from "../helpers/archive.ts";
import { connectTo } from "../helpers/database.ts";
import { eventually } from "../helpers/eventually.ts";

const schema = loadSchema();
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
/** The mutations that have been begun. */
const begun: string[] = [];
for (const field of mutations)
  field.resolve = () => {
    begun.push(field.name);
    throw new Error("it was begun");
  };

const CONFIG = {
  environment: "production",
  logLevel: "silent",
  requestDeadlineMs: 10_000,
  compiledExecution: true,
  maxCost: 5_000,
} as const;

const database = openArchive();
let open: Server;
let closed: Server;
const keys: Record<string, string> = {};
beforeAll(async () => {
  open = await buildServer({ database, schema, config: CONFIG });
  closed = await buildServer({ database, schema, config: { ...CONFIG, isReadingOpen: false } });
  for (const { app, close } of [open, closed]) {
    database.beforeDrop(close);
    await app.listen({ port: 0, host: "127.0.0.1" });
  }
  const create = async (role: Viewer["role"], expiresAt: Date | null = null) =>
    createKey(database, undefined, { name: role, role, expiresAt });
  for (const role of keyRoles) keys[role] = (await create(role)).token;
  const { id, token } = await create("EDITOR");
  await revokeKey(database, id);
  keys.revoked = token;
  keys.expired = (await create("EDITOR", new Date(0))).token;
  keys.wrong = `${token.slice(0, 20)}${"A".repeat(43)}`;
  keys.unknown = `or_${"0".repeat(16)}_${"A".repeat(43)}`;
});
beforeEach(() => {
  begun.length = 0;
});

function addressOf({ app }: Server): string {
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
}

async function ask(query: string, authorization?: string, server = open) {
  const { statusCode, headers, body } = await server.app.inject({
    method: "POST",
    url: "/graphql",
    headers: authorization === undefined ? {} : { authorization },
    payload: { query },
  });
  const { data, errors = [] } = JSON.parse(body) as { data?: unknown; errors?: { extensions: { code: string } }[] };
  const codes = errors.map(({ extensions }) => extensions.code);
  return { statusCode, codes, data, challenge: headers["www-authenticate"], body };
}

/** A mutation with whatever its input needs, so that nothing but the key is wrong with it. */
function mutationOf({ name, args }: GraphQLField<unknown, unknown>): string {
  return `mutation { ${name}(input: ${exampleOf(String(args[0]?.type))}) { userErrors { code } } }`;
}

function exampleOf(type: string): string {
  const named = schema.getType(type.replace(/[[\]!]/g, ""));
  const one = () => {
    if (named && "getValues" in named) return named.getValues()[0]?.name;
    if (!named || !("getFields" in named))
      return named?.name === "DateTime" ? '"2021-05-07"' : named?.name === "Int" ? 1 : '"x"';
    const needed = Object.values(named.getFields()).filter((field) => String(field.type).endsWith("!"));
    return `{ ${needed.map((field) => `${field.name}: ${exampleOf(String(field.type))}`).join(", ")} }`;
  };
  return type.startsWith("[") ? `[${one()}]` : String(one());
}

describe("every mutation", () => {
  test("says in the schema whom it is for", () => {
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
  ])("refuses the key %p, and nothing of it is begun", async (key, statusCode, code) => {
    const before = await dump(database);
    for (const field of mutations) {
      const answer = await ask(mutationOf(field), key ? `Bearer ${keys[key]}` : undefined);
      expect({ field: field.name, ...answer }).toMatchObject({ field: field.name, statusCode, codes: [code] });
      expect(answer.challenge).toMatch(/^Bearer realm="OnRecord"/);
    }
    expect(begun).toEqual([]);
    expect(await dump(database)).toEqual(before);
  });

  test.each(["EDITOR", "ADMIN"])("lets the role %s begin", async (role) => {
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
  ])("is refused without a key: %s", async (_what, text) => {
    const move = mutations.find(({ name }) => name === "topicMove");
    const query = text.replace("X", exampleOf(String(move?.args[0]?.type)));
    const operationName = query.includes("query Q") ? "M" : undefined;
    const { statusCode } = await open.app.inject({
      method: "POST",
      url: "/graphql",
      payload: { query, operationName },
    });
    expect(statusCode).toBe(401);
    expect(begun).toEqual([]);
  });
});

describe("a query", () => {
  const query = "{ statements { totalCount } }";

  test("needs no key, and is told who asks where there is one", async () => {
    expect(await ask("{ viewer { name role } }")).toMatchObject({ statusCode: 200, data: { viewer: null } });
    const answer = await ask("{ viewer { name role } }", `Bearer ${keys.READER}`);
    expect(answer).toMatchObject({ statusCode: 200, data: { viewer: { name: "READER", role: "READER" } } });
  });

  test.each(["wrong", "unknown", "revoked", "expired"])("refuses the key %p all the same", async (key) => {
    const { statusCode, codes, body } = await ask(query, `Bearer ${keys[key]}`);
    expect([statusCode, codes]).toEqual([401, ["UNAUTHENTICATED"]]);
    expect(body).not.toContain(keys[key]?.slice(20));
  });

  test.each([
    ["nothing", "Bearer"],
    ["space", "Bearer "],
    ["a password", "Basic dXNlcjpwYXNz"],
    ["no scheme", "or_x"],
    ["two words", "Bearer a b"],
    ["a token of somebody else", "Bearer a.b.c"],
    ["eight kilobytes", `Bearer ${"x".repeat(8_000)}`],
  ])("refuses what is no key: %s", async (_what, authorization) => {
    expect(await ask(query, authorization)).toMatchObject({ statusCode: 401, codes: ["UNAUTHENTICATED"] });
  });

  test("takes the scheme in any case, as RFC 9110 has it", async () => {
    expect(await ask(query, `bearer ${keys.READER}`)).toMatchObject({ statusCode: 200 });
  });

  test("is refused where a field of it needs more", async () => {
    expect(await ask("{ speakerMergeSuggestions { likeness } }", `Bearer ${keys.READER}`)).toMatchObject({
      statusCode: 403,
    });
  });
});

describe("where reading needs a key", () => {
  const inClosed = (query: string, key?: string) => ask(query, key && `Bearer ${keys[key]}`, closed);

  test.each(["{ statements { totalCount } }", "{ viewer { name } }", '{ __typename node(id: "x") { id } }'])(
    "%s needs one",
    async (query) => {
      expect(await inClosed(query)).toMatchObject({ statusCode: 401, codes: ["UNAUTHENTICATED"] });
      expect(await inClosed(query, "expired")).toMatchObject({ statusCode: 401, codes: ["UNAUTHENTICATED"] });
      expect(await inClosed(query, "READER")).toMatchObject({ statusCode: 200, codes: [] });
    },
  );

  test("introspection needs none: the schema is public", async () => {
    expect(await inClosed("{ __schema { queryType { name } } }")).toMatchObject({ statusCode: 200, codes: [] });
  });

  test.each(["csv", "jsonl", "jsonld", "atom"])("/statements.%s needs one", async (extension) => {
    const get = async (server: Server, key?: string, method = "GET") => {
      const headers = new Headers(key ? { authorization: `Bearer ${keys[key]}` } : {});
      const answer = await fetch(`${addressOf(server)}/statements.${extension}`, { method, headers });
      return [answer.status, await answer.text()] as const;
    };
    const [status, text] = await get(closed);
    expect(status).toBe(401);
    expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
    expect((await get(closed, "READER"))[0]).toBe(200);
    expect((await get(closed, "revoked"))[0]).toBe(401);
    expect((await get(closed, undefined, "HEAD"))[0]).toBe(401);
    expect((await get(open))[0]).toBe(200);
    expect((await get(open, "revoked"))[0]).toBe(401);
  });

  test.each(["/healthz", "/readyz", "/metrics", "/schema.graphql", "/"])("%s needs none", async (url) => {
    expect((await closed.app.inject({ method: "GET", url })).statusCode).toBe(200);
  });
});

test("what a field of a type needs holds where it is asked for by an interface", () => {
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
    return authorize(document, document.definitions[0] as OperationDefinitionNode, null)?.message;
  };
  expect(messageOf("{ thing { secret } }")).toContain("`secret` needs a key of the role ADMIN");
  expect(messageOf("{ edited thing { ... on Guarded { secret } } }")).toContain("ADMIN");
  expect(messageOf("{ edited thing { name } }")).toContain("`edited` needs a key of the role EDITOR");
  expect(messageOf("{ thing { name ... on Plain { secret } } }")).toBeUndefined();
});

test("that a key was used is known in the list of keys", async () => {
  await ask("{ viewer { name } }", `Bearer ${keys.ADMIN}`);
  const { rows } = await database.pool.query("SELECT last_used_at FROM api_key WHERE name = 'ADMIN'");
  expect(rows[0].last_used_at).toBeInstanceOf(Date);
});

describe("what a key may read is no shared cache's", () => {
  const withKey = () => ({ authorization: `Bearer ${keys.READER}` });
  const get = async (path: string, server = open, headers: Record<string, string> = {}) => {
    const answer = await fetch(addressOf(server) + path, {
      headers: { "content-type": "application/json", ...headers },
    });
    await answer.text();
    return [answer.status, answer.headers.get("cache-control"), answer.headers.get("vary")];
  };
  const VARY = "accept, accept-encoding, authorization";

  test.each([[`/graphql?query=${encodeURIComponent("{ viewer { name } }")}`], ["/statements.atom"]])(
    "%s, which caches may keep without one",
    async (url) => {
      expect(await get(url)).toEqual([200, "no-cache", VARY]);
      expect(await get(url, open, withKey())).toEqual([200, "private, no-cache", VARY]);
      expect(await get(url, closed, withKey())).toEqual([200, "private, no-cache", VARY]);
      expect((await get(url, closed)).slice(0, 2)).toEqual([401, "no-store"]);
    },
  );

  test.each(["csv", "jsonl", "jsonld"])("/statements.%s, which no cache keeps at all", async (extension) => {
    const url = `/statements.${extension}`;
    for (const [server, headers] of [
      [open, {}],
      [open, withKey()],
      [closed, withKey()],
    ] as const)
      expect((await get(url, server, headers)).slice(0, 2)).toEqual([200, "no-store"]);
  });
});

test("a server that remembers keys asks the database once, and refuses a key as soon as it is revoked", async () => {
  const remembering = connectTo(database.url, { remember: true });
  const server = await buildServer({ database: remembering, schema, config: CONFIG });
  const { id, token } = await createKey(database, undefined, { name: "Intern", role: "EDITOR", expiresAt: null });
  const statusOf = async () => (await ask("{ viewer { name } }", `Bearer ${token}`, server)).statusCode;
  const texts: string[] = [];
  remembering.pool.on("connect", (client) => {
    const query = client.query.bind(client) as (...given: unknown[]) => unknown;
    client.query = ((...given: unknown[]) => {
      texts.push((given[0] as { text: string }).text);
      return query(...given);
    }) as typeof client.query;
  });
  // Nothing is remembered before the server listens for changes.
  await eventually(async () => {
    await statusOf();
    texts.length = 0;
    return (await statusOf()) === 200 && texts.length === 0;
  });
  await revokeKey(database, id);
  await eventually(async () => (await statusOf()) === 401);
  expect(await statusOf()).toBe(401);
  await server.close();
  await remembering.close();
});
