import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser, BrowserContext } from "playwright-core";
import type { ArchiveDocument } from "../../src/document/document.ts";
import { loadSchema } from "../../src/graphql/schema.ts";
import { openArchive } from "../helpers/archive.ts";
import { describeInBrowser, launchBrowser } from "../helpers/browser.ts";
import { connectTo } from "../helpers/database.ts";
import { article, source, speaker, statement, topic } from "../helpers/factories.ts";
import { openServer, type RunningServer } from "../http/runningServer.ts";
import { asBrowser } from "./demoSite.ts";
import { accessibilityOf, NARROW, openPage, overflowOf, unisolatedOn, WIDE } from "./pageChecks.ts";

// Archives that hold nothing, one statement, or what strangers put in to break the page; and an archive out of reach.

const ATTACK = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>`;
/** Marks of direction that turn what follows, if the page lets them. */
const TURNED = "\u202eturned \u2067round";

const one: ArchiveDocument = {
  sources: [source("Sandholm Post")],
  speakers: [speaker("Ada Brandt")],
  topics: [topic("Harbour")],
  articles: [
    article("harbour", [
      statement("The harbour stays open.", { kind: "DIRECT", speaker: "ada-brandt", topics: ["harbour"] }),
    ]),
  ],
};

const hostile: ArchiveDocument = {
  sources: [source(`Post ${ATTACK}`, { slug: "post" }), source("P".repeat(300), { slug: "wire", kind: "AGENCY" })],
  speakers: [
    speaker(ATTACK, {
      slug: "attack",
      names: ["N".repeat(300)],
      roles: [{ label: "R".repeat(300), startsOn: "2019" }],
    }),
    speaker("ש".repeat(300), { slug: "hebrew" }),
  ],
  topics: [topic(`${ATTACK} harbour`, { slug: "topic" }), topic("T".repeat(300), { slug: "long" })],
  articles: [
    article(
      "hostile",
      [
        statement(`${TURNED} ${ATTACK}`, { kind: "DIRECT", speaker: "attack", topics: ["topic", "long"] }),
        statement("w".repeat(20_000), { kind: "DIRECT", speaker: "attack", topics: ["topic"] }),
        statement("م".repeat(20_000), { kind: "DIRECT", speaker: "hebrew", topics: ["topic"], language: "ar" }),
        statement("👩‍👩‍👧‍👦".repeat(500), { speaker: "hebrew", topics: ["long"] }),
        statement(
          "zalgo ".replaceAll(/[a-z]/gu, (letter) => letter + "\u0300\u0323\u0334".repeat(40)),
          { speaker: "attack" },
        ),
        statement("\u0301\u0302\u0303 \u0301", { kind: "DIRECT", speaker: "attack", topics: ["long"] }),
      ],
      { headline: `H${"h".repeat(900)}`, source: "post", wire: "wire" },
    ),
  ],
};

/** The pages that are also checked for readers with a screen reader, which takes most of the time. */
const checked = new Set([
  "/",
  "/statements",
  "/compare?speaker=Ada+Brandt&topic=Harbour",
  "/speakers/attack",
  "/topics/topic",
]);

describeInBrowser("archives at their limits, in Chromium", () => {
  let browser: Browser;
  let context: BrowserContext;
  beforeAll(async () => {
    browser = await launchBrowser();
    context = await browser.newContext({ viewport: WIDE });
  });
  afterAll(async () => {
    await browser?.close();
  });

  /** Opens a page in both widths, expects what holds for every page, and returns its words. */
  async function look({ url }: RunningServer, path: string, status = 200): Promise<string> {
    const { page, problems, ...answer } = await openPage(context, url, `${url}${path}`);
    const words = (await page.locator("body").textContent()) ?? "";
    const wide = await overflowOf(page);
    await page.setViewportSize(NARROW);
    const found = [path, answer.status, problems(), wide, await overflowOf(page), await unisolatedOn(page)];
    expect(found).toEqual([path, status, [], [], [], []]);
    if (checked.has(path)) expect(await accessibilityOf(page)).toEqual([]);
    await page.close();
    return words;
  }

  /** Reads a page without a browser: its words. */
  async function read({ url }: RunningServer, path: string): Promise<string> {
    const answer = await fetch(`${url}${path}`, { headers: asBrowser });
    expect(answer.status).toBe(200);
    return (await answer.text()).replaceAll(/<[^>]*>/g, "");
  }

  describe("an empty archive", () => {
    const server = openServer({ database: openArchive(), schema: loadSchema() });

    test.each([
      ["/", "The archive is empty."],
      ["/statements", "No statement"],
      ["/statements?speaker=Putin&topic=Idlib", "The archive knows nobody and nothing called “Putin”."],
      ["/search?q=Putin+on+Idlib+2018", "The archive knows nobody and nothing by this name"],
      ["/verify?text=The+harbour+stays+open&speaker=Ada", "These words are not on record."],
      ["/compare?speaker=Ada&speaker=Olaf", "The archive knows nobody and nothing called “Ada”."],
      ["/changes", "There are no such changes."],
      ["/speakers", "0 speakers"],
      ["/topics", "0 topics"],
      ["/sources", "0 sources"],
      ["/propositions", "0 propositions"],
      ["/about", "0 statements"],
    ])("the page %s says so: %s", async (path, words) => {
      expect(await read(server, path)).toContain(words);
    });

    test("its front page and its list keep their layout", async () => {
      for (const path of ["/", "/statements"]) expect(await look(server, path)).not.toBe("");
    });

    test.each([
      "/sitemap.xml",
      "/robots.txt",
      "/opensearch.xml",
      "/statements.csv",
      "/statements.atom",
      "/statements.jsonld",
    ])("the file %s is there", async (path) => {
      expect((await fetch(`${server.url}${path}`)).status).toBe(200);
    });
  });

  describe("an archive of one statement", () => {
    const server = openServer({ database: openArchive({ document: one }), schema: loadSchema() });

    test.each([
      "/",
      "/statements?topic=Harbour",
      "/speakers/ada-brandt",
      "/topics/harbour",
      "/sources/sandholm-post",
      "/compare?speaker=Ada+Brandt&topic=Harbour",
    ])("the page %s shows it", async (path) => {
      expect(await read(server, path)).toMatch(/The harbour stays open|On harbour/);
    });

    test("the pictures of its pages keep their layout", async () => {
      for (const path of ["/topics/harbour", "/compare?speaker=Ada+Brandt&topic=Harbour"])
        expect(await look(server, path)).not.toBe("");
    });
  });

  describe("an archive of hostile texts", () => {
    const server = openServer({ database: openArchive({ document: hostile }), schema: loadSchema() });

    test.each(["/", "/statements", "/speakers", "/speakers/attack", "/topics/topic", "/topics/long", "/sources/post"])(
      "the page %s shows them as text, and keeps its layout",
      async (path) => {
        const words = await look(server, path);
        if (/^\/$|statements|attack|topic$/.test(path)) expect(words).toContain("<script>alert(1)</script>");
      },
    );

    test("the pages of its statements and of its article do, too", async () => {
      for (const path of await addressesOn(server)) expect(await look(server, path)).not.toBe("");
    });
  });

  describe("an archive out of reach", () => {
    const away = connectTo("postgres://nobody@127.0.0.1:1/nothing");
    const server = openServer({ database: away, schema: loadSchema() });
    const busy = openServer({
      database: openArchive(),
      schema: loadSchema(),
      config: { rateLimit: 1, rateLimitStore: "memory" },
    });
    afterAll(async () => {
      await server.close();
      await away.close();
    });

    test("a page says that the database is away, and that too much was asked", async () => {
      expect(await look(server, "/statements?topic=Idlib", 503)).toContain("The archive cannot be reached");
      expect(await look(busy, "/statements?topic=Idlib", 429)).toContain("Too much at once");
    });
  });
});

/** Returns the addresses of all statements, of their articles, and of a frame for other sites. */
async function addressesOn({ url }: RunningServer): Promise<string[]> {
  const query = "{ statements(first: 100) { nodes { urn firstAppearance { article { id } } } } }";
  const answer = await fetch(`${url}/graphql?${new URLSearchParams({ query })}`);
  const { data } = (await answer.json()) as {
    data: { statements: { nodes: { urn: string; firstAppearance: { article: { id: string } } }[] } };
  };
  const paths = data.statements.nodes.flatMap(({ urn, firstAppearance }) => {
    const statementPath = `/statements/${urn.slice("urn:uuid:".length)}`;
    return [statementPath, `/articles/${firstAppearance.article.id}`];
  });
  return [...new Set([...paths, `${paths[0]}/embed`])];
}
