import { expect, test } from "@jest/globals";
import { addressOf, asBrowser, openDemoSite } from "./demoSite.ts";

const server = openDemoSite();

async function get(path: string) {
  const answer = await fetch(await addressOf(server, path), { headers: asBrowser, redirect: "manual" });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

/** Returns the addresses that a sitemap lists, as paths. */
const locations = (text: string) =>
  [...text.matchAll(/<loc>(.*?)<\/loc>/gu)].map(([, address = ""]) => address.replace(server.url, ""));

test("the page of a statement cites its article, describes itself to machines, and names its embedding and the search", async () => {
  const { text } = await get("/statements/[by Putin]");
  expect(text).toContain("@article{onrecord-");
  expect(text).toContain("{{cite news |");
  const [, data = ""] = /<script type="application\/ld\+json">(.*?)<\/script>/u.exec(text) ?? [];
  expect(JSON.parse(data)).toMatchObject({
    "@context": "https://schema.org",
    "@type": "Quotation",
    spokenByCharacter: { "@type": "Person", name: "Vladimir Putin" },
    isPartOf: { "@type": "NewsArticle" },
  });
  expect(data).not.toContain("<");
  expect(text).toContain(`<link rel="alternate" type="application/json+oembed" href="${server.url}/oembed?url=`);
  expect(text).toContain('<link rel="search" type="application/opensearchdescription+xml"');
});

/** Returns what a page tells machines; null if nothing. */
async function dataOf(path: string): Promise<unknown> {
  const [, data = "null"] = /<script type="application\/ld\+json">(.*?)<\/script>/u.exec((await get(path)).text) ?? [];
  return JSON.parse(data);
}

test("the pages of speakers and articles describe themselves to machines, unless they are made up", async () => {
  expect(await dataOf("/speakers/recep-tayyip-erdogan")).toMatchObject({
    "@context": "https://schema.org",
    "@type": "Person",
    url: `${server.url}/speakers/recep-tayyip-erdogan`,
  });
  expect(await dataOf("/speakers/ilse-varga-moor")).toBeNull();
  const [real = ""] = await articles(false);
  const [invented = ""] = await articles(true);
  expect(await dataOf(real)).toMatchObject({ "@type": "NewsArticle", publisher: { "@type": "NewsMediaOrganization" } });
  expect(await dataOf(invented)).toBeNull();
});

/** Returns the addresses of the articles that are made up, or of those that are not. */
async function articles(isFictional: boolean): Promise<string[]> {
  const query = "{ articles(first: 100) { nodes { id isFictional } } }";
  const answer = await fetch(`${server.url}/graphql?${new URLSearchParams({ query })}`);
  const { data } = (await answer.json()) as { data: { articles: { nodes: { id: string; isFictional: boolean }[] } } };
  return data.articles.nodes.filter((node) => node.isFictional === isFictional).map(({ id }) => `/articles/${id}`);
}

test("the page of a list, of a speaker and of a topic names the same list as a spreadsheet, a feed and data", async () => {
  for (const path of ["/statements?topic=Idlib", "/topics/idlib", "/speakers/vladimir-putin"]) {
    const { text } = await get(path);
    for (const extension of ["csv", "atom", "jsonld"])
      expect(text).toMatch(new RegExp(`<link rel="alternate" type="[\\w/+]+" href="/statements\\.${extension}\\?`));
  }
});

test("a made-up statement is cited as one, and not described to machines", async () => {
  const { text } = await get("/statements/[by Ilse Varga-Moor]");
  expect(text).toContain("Made-up article");
  expect(text).not.toContain("{{cite news");
  expect(text).not.toContain("application/ld+json");
});

test("other sites may show the embedded page in a frame, no other page, and it loads no script", async () => {
  const embedded = await get("/statements/[by Putin]/embed");
  expect(embedded.status).toBe(200);
  expect(embedded.headers.get("x-frame-options")).toBeNull();
  expect(embedded.headers.get("content-security-policy")).toContain("frame-ancestors *");
  expect(embedded.headers.get("content-security-policy")).toContain("script-src 'none'");
  expect(embedded.text).not.toContain("<script");
  const page = await get("/statements/[by Putin]");
  expect(page.headers.get("x-frame-options")).toBe("SAMEORIGIN");
  expect(page.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
});

test("the oEmbed address that a page names describes its frame", async () => {
  const { text } = await get("/statements/[by Putin]");
  const [, address = ""] = /application\/json\+oembed" href="(.*?)"/u.exec(text) ?? [];
  const answer = await fetch(address.replaceAll("&amp;", "&"));
  expect(answer.headers.get("content-type")).toContain("application/json");
  expect(await answer.json()).toMatchObject({ type: "rich", author_name: "Vladimir Putin" });
});

test("the sitemap leads to every published statement, speaker and topic, each once and there", async () => {
  const parts = locations((await get("/sitemap.xml")).text);
  const listed = (await Promise.all(parts.map(get))).flatMap(({ text }) => locations(text));
  const query = "{ archive { statementCount speakerCount topicCount } }";
  const answer = await fetch(`${server.url}/graphql?${new URLSearchParams({ query })}`);
  const { archive } = ((await answer.json()) as { data: { archive: Record<string, number> } }).data;
  const counted = (start: string) => new Set(listed.filter((path) => path.startsWith(start))).size;
  expect([counted("/statements/"), counted("/speakers/"), counted("/topics/")]).toEqual([
    archive.statementCount,
    archive.speakerCount,
    archive.topicCount,
  ]);
  expect(new Set(listed).size).toBe(listed.length);
  expect((await get(listed.find((path) => path.startsWith("/statements/")) ?? "")).status).toBe(200);
});

test.each([
  ["/robots.txt", 200, "text/plain; charset=utf-8"],
  ["/sitemap.xml", 200, "application/xml; charset=utf-8"],
  ["/sitemap/speakers.xml", 200, "application/xml; charset=utf-8"],
  ["/sitemap/nothing.xml", 404, "text/plain; charset=utf-8"],
  ["/opensearch.xml", 200, "application/opensearchdescription+xml; charset=utf-8"],
  ["/oembed", 400, "text/plain; charset=utf-8"],
])("the address %s answers with %i and %s", async (path, status, type) => {
  const { headers, ...answer } = await get(path);
  expect([answer.status, headers.get("content-type")]).toEqual([status, type]);
});

test("robots.txt names the sitemap, and /favicon.ico leads to the icon", async () => {
  expect((await get("/robots.txt")).text).toContain(`Sitemap: ${server.url}/sitemap.xml`);
  const { status, headers } = await get("/favicon.ico");
  expect([status, headers.get("location")]).toEqual([302, expect.stringMatching(/^\/assets\/icon-\w+\.svg$/)]);
});
