import { describe, expect, test } from "@jest/globals";
import { loadSchema } from "../../src/graphql/schema.ts";
import { connectTo } from "../helpers/database.ts";
import { openServer, type RunningServer } from "../http/runningServer.ts";
import { asBrowser, openDemoSite } from "./demoSite.ts";

async function open({ url }: RunningServer, path: string) {
  const answer = await fetch(`${url}${path}`, { headers: asBrowser });
  return { answer, text: await answer.text() };
}

describe("while the database is away", () => {
  const database = connectTo("postgres://nobody@127.0.0.1:1/nothing");
  const server = openServer({ database, schema: loadSchema() });

  test("a page says that the archive cannot be reached, with 503", async () => {
    const { answer, text } = await open(server, "/statements?topic=Idlib");
    expect([answer.status, answer.headers.get("content-type")]).toEqual([503, "text/html; charset=utf-8"]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(text).toContain("The archive cannot be reached");
    await server.close();
    await database.close();
  });
});

describe("with too few points", () => {
  const server = openDemoSite({ rateLimit: 100, rateLimitStore: "memory" });

  test("a page says when to come again, with 429", async () => {
    const { answer, text } = await open(server, "/statements?topic=Idlib");
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(text).toContain("Too much at once");
  });

  test("wrong keys at the sign-in count as they do for the API", async () => {
    const tries = [1, 2].map(() =>
      fetch(`${server.url}/sign-in`, {
        method: "POST",
        headers: { ...asBrowser, origin: server.url },
        body: new URLSearchParams({ "sign-in-key": "open sesame" }),
      }),
    );
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses).toContain(429);
  });
});

describe("with reading closed", () => {
  const server = openDemoSite({ isReadingOpen: false });

  test("a page says that a key is needed, with 401", async () => {
    const { answer, text } = await open(server, "/statements");
    expect(answer.status).toBe(401);
    expect(text).toContain("This archive needs a key");
    expect(text).not.toContain("Putin, ");
  });

  test("robots and sitemaps are refused in plain text, and an embedded page in a frame without script", async () => {
    const sitemap = await open(server, "/sitemap.xml");
    expect([sitemap.answer.status, sitemap.answer.headers.get("content-type"), sitemap.text]).toEqual([
      401,
      "text/plain; charset=utf-8",
      "This archive needs a key.\n",
    ]);
    const embedded = await open(server, "/statements/00000000-0000-0000-0000-000000000000/embed");
    expect(embedded.answer.status).toBe(401);
    expect(embedded.text).not.toContain("<script");
  });

  test("an invalid key gets a page, too", async () => {
    const answer = await fetch(`${server.url}/`, { headers: { ...asBrowser, authorization: "Bearer or_wrong" } });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([401, "text/html; charset=utf-8"]);
  });
});

describe("with a small limit of cost", () => {
  const server = openDemoSite({ maxCost: 2_000 });

  test.each([
    "/",
    "/statements",
    "/speakers",
    "/topics",
    "/speakers/vladimir-putin",
    "/topics/idlib",
    "/sources/reuters",
    "/sources",
    "/propositions",
  ])("the page %s takes at most 2,000 points", async (path) => {
    expect((await open(server, path)).answer.status).toBe(200);
  });

  test("the propositions' and the search's queries take at most 2,000 points", async () => {
    expect((await open(server, "/propositions/ceasefire-in-idlib")).answer.status).toBe(200);
    expect((await open(server, "/search?q=Putin+on+Idlib")).answer.status).toBe(200);
  });
});
