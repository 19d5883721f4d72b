import { connect } from "node:net";
import { text as readText } from "node:stream/consumers";
import { afterEach, describe, expect, test } from "@jest/globals";
import { createApp } from "../../src/http/app.ts";
import { setCacheHeaders } from "../../src/http/caching.ts";
import { openServer } from "./runningServer.ts";

type App = Awaited<ReturnType<typeof createApp>>;

let app: App;

async function ask(corsOrigins: "*" | string[] | undefined, method: "GET" | "OPTIONS", origin: string) {
  app = await createApp({ logger: false, ...(corsOrigins && { corsOrigins }) });
  app.get("/answer", async () => "yes");
  const headers = {
    origin,
    "access-control-request-method": "POST",
    "access-control-request-headers": "authorization,content-type",
  };
  return app.inject({ method, url: "/answer", headers });
}

describe("pages of other origins", () => {
  afterEach(() => app.close());

  test("a page of another origin may read every answer by default", async () => {
    const { headers } = await ask(undefined, "GET", "https://elsewhere.example");
    expect(headers["access-control-allow-origin"]).toBe("*");
    expect(headers["access-control-expose-headers"]).toBe(
      "x-request-id, onrecord-unmatched, onrecord-part-of-name, www-authenticate, retry-after, ratelimit-limit, ratelimit-remaining, ratelimit-reset",
    );
    expect(headers["cross-origin-resource-policy"]).toBe("cross-origin");
  });

  test("a page of another origin may send JSON and a key after asking", async () => {
    const { statusCode, headers } = await ask(undefined, "OPTIONS", "https://elsewhere.example");
    expect(statusCode).toBe(204);
    expect(headers["access-control-allow-methods"]).toContain("POST");
    expect(headers["access-control-allow-headers"]).toBe("authorization,content-type");
    expect(headers["access-control-allow-credentials"]).toBeUndefined();
  });

  test("a page of another origin may read an answer only if it is listed, if there is a list", async () => {
    const list = ["https://newsroom.example"];
    expect((await ask(list, "GET", "https://newsroom.example")).headers["access-control-allow-origin"]).toBe(list[0]);
    await app.close();
    expect(
      (await ask(list, "GET", "https://elsewhere.example")).headers["access-control-allow-origin"],
    ).toBeUndefined();
  });

  test("a list of origins tells caches that the answer depends on the origin", async () => {
    app = await createApp({ logger: false, corsOrigins: ["https://newsroom.example"] });
    setCacheHeaders(app);
    app.get("/answer", { config: { revalidated: true } }, async () => "yes");
    const { headers } = await app.inject({ url: "/answer", headers: { origin: "https://newsroom.example" } });
    expect(headers).toMatchObject({ "cache-control": "no-cache", vary: "Origin, accept, accept-encoding" });
  });
});

describe("a server", () => {
  const server = openServer();
  const json = { "content-type": "application/json" };
  const ask = (body: unknown, headers: Record<string, string> = json) =>
    fetch(`${server.url}/graphql`, { method: "POST", headers, body: JSON.stringify(body) });

  test.each([
    ["an address", `/healthz?${"x".repeat(33_000)}`, "GET", 431, /larger than 32 kB\. Send .* by POST/],
    ["a method that is none", "/healthz", "BREW COFFEE", 400, /not valid HTTP/],
  ])("a server says why it cannot read a request with %s", async (_what, path, method, status, message) => {
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    socket.end(`${method} ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    const answer = await readText(socket);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(JSON.parse(answer.slice(answer.indexOf("\r\n\r\n")))).toEqual({
      errors: [{ message: expect.stringMatching(message), extensions: { code: "BAD_REQUEST" } }],
    });
  });

  test("a server takes an address of 20 kB, as the longest quotations make", async () => {
    expect((await fetch(`${server.url}/healthz?${"x".repeat(20_000)}`)).status).toBe(200);
  });

  test("a server compresses large answers and no small ones", async () => {
    const large = await ask(
      { query: "{ books(first: 100) { nodes { id title kind printedAt } } }" },
      { ...json, "accept-encoding": "br" },
    );
    expect(large.headers.get("content-encoding")).toBe("br");
    expect(Object.keys(((await large.json()) as { data: { books: object } }).data.books)).toEqual(["nodes"]);
    expect(
      (await ask({ query: "{ echo }" }, { ...json, "accept-encoding": "br" })).headers.get("content-encoding"),
    ).toBeNull();
  });

  test("a server replaces a malformed request id", async () => {
    const answer = await ask({ query: "{ echo }" }, { ...json, "x-request-id": "a b; rm" });
    expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });
});
