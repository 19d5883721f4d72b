import { describe, expect, test } from "@jest/globals";
import { languages } from "../../../web/language/languages.ts";
import { oembed } from "../../../web/resources/oembed.ts";
import { openSearchDescription } from "../../../web/resources/openSearch.ts";
import type { Resource, ResourceSite } from "../../../web/resources/resource.ts";
import { sitemapIndex, sitemapPart } from "../../../web/resources/sitemap.ts";
import { inXml } from "../../../web/resources/xml.ts";

const origin = "https://onrecord.example";
const uuid = "01234567-89ab-4def-8123-456789abcdef";

/** Writes a resource over an API that answers with this. */
async function write(
  resource: Resource,
  address: string,
  answer: (variables: never) => unknown,
  siteName = "OnRecord",
) {
  const { pathname, searchParams } = new URL(address, origin);
  const site: ResourceSite = {
    siteName,
    origin,
    icon: { href: "/assets/icon.svg", type: "image/svg+xml" },
    colors: {},
    language: languages[0],
    ask: async (_document, variables) => answer(variables as never) as never,
  };
  const parts = { part: pathname.slice(pathname.lastIndexOf("/") + 1) };
  const written = await resource.write({ path: pathname, parts, query: searchParams }, site);
  return { text: "", status: 200, ...written };
}

const locations = (text: string) =>
  [...text.matchAll(/<loc>(.*?)<\/loc>/gu)].map(([, address = ""]) => address.replace(origin, ""));

describe("the sitemap", () => {
  const years = (firstSaidOn: string | null, buckets: [startsOn: string, count: number][]) => () => ({
    archive: { firstSaidOn },
    statements: { timeline: { buckets: buckets.map(([startsOn, count]) => ({ startsOn, count })) } },
  });

  test("the index has a part for each year with statements, for each day of a full year, and for what is older than the timeline", async () => {
    const { text } = await write(
      sitemapIndex,
      "/sitemap.xml",
      years("1215", [
        ["2015", 3],
        ["2016", 50_001],
        ["2017", 0],
        ["2018", 50_000],
      ]),
    );
    const parts = locations(text);
    expect(parts.slice(0, 5)).toEqual([
      "/sitemap/speakers.xml",
      "/sitemap/topics.xml",
      "/sitemap/statements-earlier.xml",
      "/sitemap/statements-2015.xml",
      "/sitemap/statements-2016-01-01.xml",
    ]);
    expect(parts.slice(-2)).toEqual(["/sitemap/statements-2016-12-31.xml", "/sitemap/statements-2018.xml"]);
    expect(parts).toHaveLength(4 + 366 + 1);
  });

  test("the index of an empty archive has no part with statements", async () => {
    const { text } = await write(sitemapIndex, "/sitemap.xml", years(null, []));
    expect(locations(text)).toEqual(["/sitemap/speakers.xml", "/sitemap/topics.xml"]);
  });

  test("a part has at most 50,000 addresses in a part, and asks for no more", async () => {
    let asked = 0;
    const { text } = await write(sitemapPart, "/sitemap/speakers.xml", () => {
      asked += 1;
      const nodes = Array.from({ length: 100 }, (_, index) => ({ slug: `s-${asked}-${index}` }));
      return { speakers: { nodes, pageInfo: { hasNextPage: true, endCursor: String(asked) } } };
    });
    expect([locations(text).length, asked]).toEqual([50_000, 500]);
  });

  test.each([
    ["statements-2018", { from: "2018", to: "2018" }],
    ["statements-2018-09-07", { from: "2018-09-07", to: "2018-09-07" }],
    ["statements-earlier", { to: "1599" }],
  ])("a part asks for the span of its name: %s", async (name, span) => {
    const asked: unknown[] = [];
    const { text } = await write(sitemapPart, `/sitemap/${name}.xml`, ({ said }: { said: unknown }) => {
      asked.push(said);
      return { statements: { nodes: [{ urn: `urn:uuid:${uuid}` }], pageInfo: { hasNextPage: false, endCursor: "x" } } };
    });
    expect([asked, locations(text)]).toEqual([[span], [`/statements/${uuid}`]]);
  });

  test.each(["statements-2018-13-01", "statements-18", "statements", "speakers.txt", "sources", "statements-2018.xml"])(
    "there is no part %s",
    async (name) => {
      expect(await write(sitemapPart, `/sitemap/${name}.xml`, () => ({}))).toMatchObject({ status: 404 });
    },
  );
});

describe("oEmbed", () => {
  const statement = {
    urn: `urn:uuid:${uuid}`,
    text: "The dam stays.",
    saidOn: "2018-09",
    speaker: { slug: "ada-moor", name: 'Ada "<b>" Moor' },
    firstAppearance: { attributionText: null },
  };
  const ask = (parameters: Record<string, string>, found: unknown = statement) =>
    write(oembed, `/oembed?${new URLSearchParams(parameters)}`, () => ({ statement: found }));

  test("the answer describes a frame with the statement, whose title is escaped", async () => {
    const { text } = await ask({ url: `${origin}/statements/${uuid}` });
    expect(JSON.parse(text)).toMatchObject({
      version: "1.0",
      type: "rich",
      provider_url: `${origin}/`,
      author_name: 'Ada "<b>" Moor',
      author_url: `${origin}/speakers/ada-moor`,
      title: 'Ada "<b>" Moor, September 2018',
      html: `<iframe src="${origin}/statements/${uuid}/embed" title="Ada &#34;&#60;b&#62;&#34; Moor, September 2018" width="600" height="250" frameborder="0" loading="lazy"></iframe>`,
      width: 600,
      height: 250,
    });
  });

  test("the frame keeps within the size that is asked for, and takes the address of the frame itself", async () => {
    const { text } = await ask({ url: `${origin}/statements/${uuid}/embed`, maxwidth: "320", maxheight: "200" });
    expect(JSON.parse(text)).toMatchObject({ width: 320, height: 200 });
  });

  test("an answer names no author if the speaker is not known, and heeds no size that is none", async () => {
    const { text } = await ask(
      { url: `${origin}/statements/${uuid}`, maxwidth: "-1" },
      { ...statement, speaker: null },
    );
    expect(JSON.parse(text)).not.toHaveProperty("author_name");
    expect(JSON.parse(text)).toMatchObject({ width: 600 });
  });

  test.each<[string, Record<string, string>, number]>([
    ["without an address", {}, 400],
    ["as XML", { url: `${origin}/statements/${uuid}`, format: "xml" }, 501],
    ["of another site", { url: `https://other.example/statements/${uuid}` }, 404],
    ["of another page", { url: `${origin}/speakers/ada-moor` }, 404],
    ["of what is no address", { url: "nonsense" }, 404],
    ["of a broken address", { url: `${origin}/statements/%E0%A4%A` }, 404],
  ])("there is no answer %s", async (_, parameters, status) => {
    expect(await ask(parameters)).toMatchObject({ status });
  });

  test("there is no answer for a statement that the archive does not have", async () => {
    expect(await ask({ url: `${origin}/statements/${uuid}` }, null)).toMatchObject({ status: 404 });
  });
});

test("the OpenSearch description escapes the archive's name, and shortens it to 16 characters", async () => {
  const { text } = await write(openSearchDescription, "/opensearch.xml", () => ({}), "Words & <Deeds> of Ostrin");
  expect(text).toContain("<ShortName>Words &#38; &#60;Deeds&#62;</ShortName>");
  expect(text).toContain(`template="${origin}/search?q={searchTerms}"`);
});

test("text in XML loses what XML cannot hold", () => {
  expect(inXml("a\u0000\u000b\ud800\uffffb 😀 <&\"'>")).toBe("ab 😀 &#60;&#38;&#34;&#39;&#62;");
});
