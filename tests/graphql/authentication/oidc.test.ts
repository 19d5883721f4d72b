import { once } from "node:events";
import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import WebSocket from "ws";
import { oidc } from "../../../src/graphql/authentication/oidc.ts";
import { errorCodeOf } from "../../../src/graphql/errors.ts";
import { openArchive } from "../../helpers/archive.ts";
import { eventually } from "../../helpers/eventually.ts";
import { type RunningServer, startServer } from "../../http/runningServer.ts";

/** The test's own identity provider. */
let provider: HttpServer;
let issuer: string;
/** The documents that it serves, by path; tests may change them. */
let documents: Record<string, unknown>;
const asked: string[] = [];
const keys = await Promise.all(
  ["RS256", "ES256"].map((algorithm) => generateKeyPair(algorithm, { extractable: true })),
);
const stranger = await generateKeyPair("RS256");
let known: Record<string, unknown>;

beforeAll(async () => {
  provider = createServer((request, response) => {
    asked.push(String(request.url));
    const document = documents[String(request.url)];
    response.statusCode = document === undefined ? 404 : 200;
    response.end(typeof document === "string" ? document : JSON.stringify(document));
  });
  await new Promise<void>((done) => provider.listen(0, "127.0.0.1", done));
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/realms/newsroom`;
  const [rsa, ec] = await Promise.all(keys.map(({ publicKey }) => exportJWK(publicKey)));
  known = {
    "/realms/newsroom/.well-known/openid-configuration": { issuer, jwks_uri: issuer.replace(/\/realms.*/, "/keys") },
    "/keys": {
      keys: [
        { ...rsa, kid: "one", alg: "RS256", use: "sig" },
        { ...ec, kid: "two", alg: "ES256", use: "sig" },
      ],
    },
  };
});
afterAll(() => {
  provider.close();
  provider.closeAllConnections();
});
beforeEach(() => {
  documents = { ...known };
  asked.length = 0;
});

const AUDIENCE = "onrecord";
const CLAIMS = { sub: "7b1c", name: "Ada Brandt", roles: ["EDITOR"] };
const opened = (rolesClaim = "roles") => oidc({ issuer, audience: AUDIENCE, rolesClaim });

interface Signing {
  claims?: JWTPayload;
  key?: Parameters<SignJWT["sign"]>[0];
  header?: { alg: string; kid?: string };
  expires?: number | string;
  audience?: string;
  from?: string;
}

async function tokenOf({
  claims = CLAIMS,
  key = keys[0]?.privateKey,
  header,
  expires = "5m",
  audience,
  from,
}: Signing = {}) {
  const token = new SignJWT(claims)
    .setProtectedHeader(header ?? { alg: "RS256", kid: "one" })
    .setIssuer(from ?? issuer)
    .setAudience(audience ?? AUDIENCE)
    .setIssuedAt()
    .setExpirationTime(expires);
  return token.sign(key as Parameters<SignJWT["sign"]>[0]);
}

const codeFor = async (token: string, read = opened()) =>
  read(token).then(
    () => "let in",
    (error: unknown) => `${errorCodeOf(error)}: ${(error as Error).message}`,
  );

describe("a good token", () => {
  test("a good token admits its holder by name with the highest of their roles", async () => {
    const viewer = await opened()(await tokenOf());
    expect(viewer).toEqual({
      name: "Ada Brandt",
      role: "EDITOR",
      editor: { kind: "PERSON", name: "Ada Brandt", version: expect.stringMatching(/^[0-9a-f]{32}$/) },
    });
    expect(await opened()(await tokenOf({ claims: { ...CLAIMS, roles: ["reader", "admin", "other"] } }))).toMatchObject(
      {
        role: "ADMIN",
      },
    );
    expect(await opened()(await tokenOf({ claims: { ...CLAIMS, roles: "READER" } }))).toMatchObject({ role: "READER" });
  });

  test("a good token may be signed with any key of the provider, also with a new one", async () => {
    const read = opened();
    const second = { header: { alg: "ES256", kid: "two" }, key: keys[1]?.privateKey as never };
    expect(await codeFor(await tokenOf(second), read)).toBe("let in");
    expect(await codeFor(await tokenOf(), read)).toBe("let in");
    expect(asked).toEqual(["/realms/newsroom/.well-known/openid-configuration", "/keys"]);
  });

  test.each([
    ["realm_access.roles", { realm_access: { roles: ["EDITOR"] } }],
    ["https://example.org/roles", { "https://example.org/roles": ["EDITOR"] }],
  ])("a good token names its roles in the claim %s", async (claim, claims) => {
    const viewer = await opened(claim)(await tokenOf({ claims: { sub: "7b1c", ...claims } }));
    expect(viewer.role).toBe("EDITOR");
  });

  test("a good token's address of mail, subject and impossible names are not shown", async () => {
    const claims = { ...CLAIMS, name: "Ada\nBrandt", preferred_username: 7, email: "ada@example.org", sub: "7b1c\0" };
    const viewer = await opened()(await tokenOf({ claims }));
    expect(viewer.name).toMatch(/^Account [0-9a-f]{8}$/);
    expect(JSON.stringify(viewer)).not.toMatch(/7b1c|example/);
  });
});

describe("a token that is not good is UNAUTHENTICATED", () => {
  test.each<[string, Signing, string]>([
    ["signed by somebody else", { key: stranger.privateKey }, "not signed"],
    ["with a key that nobody has", { header: { alg: "RS256", kid: "three" } }, "not signed"],
    ["for somebody else", { audience: "another" }, "`aud`"],
    ["of another provider", { from: "https://elsewhere.example" }, "`iss`"],
    ["that has expired", { expires: Math.floor(Date.now() / 1000) - 60 }, "has expired"],
    ["of nobody", { claims: { roles: ["ADMIN"] } }, "`sub`"],
    ["that is not good yet", { claims: { ...CLAIMS, nbf: Math.floor(Date.now() / 1000) + 3_600 } }, "`nbf`"],
    [
      "signed with the public key as a shared secret",
      { header: { alg: "HS256", kid: "one" }, key: new TextEncoder().encode("x".repeat(32)) as never },
      "not signed",
    ],
  ])("a token is UNAUTHENTICATED if its claims are wrong: %s", async (_what, signing, told) => {
    const outcome = await codeFor(await tokenOf(signing));
    expect(outcome).toMatch(/^UNAUTHENTICATED: /);
    expect(outcome).toContain(told);
  });

  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  test.each<[string, (token: string) => string]>([
    ["unsigned (alg none)", (token) => `${part({ alg: "none" })}.${token.split(".")[1]}.`],
    ["with another payload", (token) => token.replace(/\.[^.]+\./, `.${part({ ...CLAIMS, roles: ["ADMIN"] })}.`)],
    ["without its signature", (token) => token.replace(/[^.]+$/, "")],
    ["that is no token", () => "a.b.c"],
    ["of one word", () => "token"],
    ["of JSON that is none", (token) => `${Buffer.from("{").toString("base64url")}.${token.split(".")[1]}.x`],
  ])("a token is UNAUTHENTICATED if its form is wrong: %s", async (_what, forge) => {
    expect(await codeFor(forge(await tokenOf()))).toMatch(/^UNAUTHENTICATED: /);
  });
});

test.each([[undefined], [[]], ["OWNER"], [{ EDITOR: true }], [null]])(
  "a token with the roles %j is FORBIDDEN",
  async (roles) => {
    expect(await codeFor(await tokenOf({ claims: { ...CLAIMS, roles } }))).toMatch(/^FORBIDDEN: .*`roles`/);
  },
);

describe("a provider that cannot be asked is UNAVAILABLE, until it can", () => {
  const CONFIGURATION = "/realms/newsroom/.well-known/openid-configuration";
  test.each<[string, Record<string, unknown>]>([
    ["no discovery document", { [CONFIGURATION]: undefined }],
    ["no JSON", { [CONFIGURATION]: "<html>" }],
    ["another's discovery document", { [CONFIGURATION]: { issuer: "https://elsewhere.example", jwks_uri: "x" } }],
    ["no address of keys", { [CONFIGURATION]: () => issuer }],
    ["no keys", { "/keys": undefined }],
    ["keys that are none", { "/keys": { keys: "none" } }],
    ["no JSON for keys", { "/keys": "<html>" }],
  ])("a provider is UNAVAILABLE until it answers properly: %s", async (_what, wrong) => {
    documents = { ...known, ...wrong };
    const read = opened();
    const token = await tokenOf();
    expect(await codeFor(token, read)).toMatch(/^UNAVAILABLE: The identity provider/);
    documents = known;
    expect(await eventually(async () => (await codeFor(token, read)) === "let in")).toBe(true);
  });

  test("a provider is UNAVAILABLE if nobody answers at its address", async () => {
    const read = oidc({ issuer: "http://127.0.0.1:1", audience: AUDIENCE, rolesClaim: "roles" });
    expect(await codeFor(await tokenOf({ from: "http://127.0.0.1:1" }), read)).toMatch(/^UNAVAILABLE/);
  });
});

describe("a stranger's many tokens are not as many requests to the provider", () => {
  const unknown = async (kid: string) => tokenOf({ header: { alg: "RS256", kid }, key: stranger.privateKey });

  test.each<[string, () => void]>([
    ["while it answers", () => {}],
    [
      "while it does not answer at all",
      () => {
        documents = {};
      },
    ],
    [
      "while it gives no keys",
      () => {
        documents = { ...known, "/keys": undefined };
      },
    ],
  ])("a stranger's many tokens cause few requests to the provider: %s", async (_when, prepare) => {
    prepare();
    const read = opened();
    for (let i = 0; i < 50; i++) await codeFor(await unknown(`key ${i}`), read);
    for (let i = 0; i < 50; i++) await codeFor("a.b.c", read);
    expect(asked.length).toBeLessThanOrEqual(4);
  });

  test("a stranger's many tokens do not keep out holders of known keys", async () => {
    const read = opened();
    const token = await tokenOf();
    expect(await codeFor(token, read)).toBe("let in");
    documents = {};
    for (let i = 0; i < 10; i++) await codeFor(await unknown(`key ${i}`), read);
    expect(await codeFor(token, read)).toBe("let in");
  });
});

describe("over HTTP", () => {
  const database = openArchive();
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer({ database, config: { oidc: { issuer, audience: AUDIENCE, rolesClaim: "roles" } } });
  });

  test("a token counts as a key over HTTP, gets 503 while the provider is away, and appears in no log", async () => {
    const ask = async (token: string) => {
      const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
      const answer = await fetch(`${server.url}/graphql`, { method: "POST", headers, body: '{"query":"{ echo }"}' });
      return [answer.status, await answer.json()] as [number, { errors?: { message: string; extensions: object }[] }];
    };
    documents = {};
    const token = await tokenOf();
    const [status, { errors }] = await ask(token);
    expect([status, errors?.[0]?.extensions]).toEqual([503, { code: "UNAVAILABLE", requestId: expect.any(String) }]);
    expect(errors?.[0]?.message).toContain("The identity provider");
    documents = known;
    await eventually(async () => (await ask(token))[0] === 200);
    expect((await ask(`${token}x`))[0]).toBe(401);
    expect((await ask(await tokenOf({ claims: { sub: "7b1c" } })))[0]).toBe(403);
    const log = JSON.stringify(server.log());
    expect(log).toContain("404");
    for (const each of token.split(".")) expect(log).not.toContain(each);
  });

  test("a token without a role is forbidden over WebSocket as over HTTP", async () => {
    const authorization = `Bearer ${await tokenOf({ claims: { sub: "7b1c" } })}`;
    const open = (headers: Record<string, string>) =>
      new WebSocket(`${server.url.replace("http", "ws")}/graphql`, "graphql-transport-ws", { headers });
    const [, response] = await once(open({ authorization }), "unexpected-response");
    response.resume();
    expect(response.statusCode).toBe(403);
    const socket = open({});
    await once(socket, "open");
    socket.send(JSON.stringify({ type: "connection_init", payload: { authorization } }));
    expect((await once(socket, "close"))[0]).toBe(4403);
  });
});
