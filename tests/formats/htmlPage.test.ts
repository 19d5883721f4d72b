import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { textOfBlocks } from "../../src/formats/htmlPage/blocks.ts";
import { withinTime } from "../../src/formats/htmlPage/withinTime.ts";
import { htmlPage } from "../../src/formats/htmlPage.ts";
import { packageRoot } from "../../src/packageRoot.ts";
import { inputFile, inputText } from "./inputFile.ts";
import { readAll } from "./readings.ts";

const FIXTURE = join(packageRoot(), "tests/fixtures/html");
const SENTENCES =
  "The harbour of Norrvik opens in spring, and the town has waited for it all winter. “Nobody will pay twice,” said Mira Halvorsen, who has led the town since the flood. ";
const PARAGRAPHS = `<p>${SENTENCES}</p><p>${SENTENCES}</p><p>${SENTENCES}</p><p>${SENTENCES}</p>`;
const DATED = `<meta property="article:published_time" content="2031-03-04">`;
const ADDRESS = `<link rel="canonical" href="https://norrvik.example/harbour">`;

const page = (head: string, body: string) =>
  `<!DOCTYPE html><html><head><title>Harbour</title>${head}</head><body>${body}</body></html>`;
const linked = (...nodes: object[]) => `<script type="application/ld+json">${JSON.stringify(nodes)}</script>`;
const read = (content: string | Buffer, name = "page.html", defaults = {}) =>
  readAll(htmlPage, inputText(name, content), defaults).catch((error: { code: string; message: string }) => ({
    articles: [],
    rejected: [error],
  }));
const article = async (head: string, body = `<article>${PARAGRAPHS}</article>`, defaults = {}) => {
  const { articles, rejected } = await read(page(head, body), "page.html", defaults);
  expect(rejected).toEqual([]);
  return articles[0];
};

describe("the article of a page", () => {
  test("a page's article has its paragraphs and what the page says of it, and no script has run", async () => {
    const { articles, rejected } = await readAll(htmlPage, inputFile(join(FIXTURE, "bridge.html"), FIXTURE));
    expect(rejected).toEqual([]);
    expect(articles).toEqual([
      {
        place: { file: join(FIXTURE, "bridge.html") },
        url: "https://www.ostrin-post.example/pages/bridge?utm_source=feed",
        headline: "Harbour bridge to stay shut until May",
        publishedAt: "2031-03-04T08:30:00+01:00",
        language: "en-GB",
        source: { name: "The Ostrin Post", kind: "OUTLET" },
        byline: "Ida Moen",
        body: [
          "The harbour bridge will stay shut until May, Mayor Mira Halvorsen told reporters on Monday. The town had closed it in January, after a routine inspection.",
          "“We will not gamble with people’s lives,” she said. “The steel is tired.” Repairs begin in April, and the ferry will take cars until then.",
          "Opposition councillor Tomas Reyl called the decision “a farce” and asked the council to publish the report, which runs to two hundred pages.",
        ].join("\n\n"),
        statements: [],
      },
    ]);
  });

  test.each([
    ["JSON-LD", linked({ "@type": ["NewsArticle"], datePublished: "2031-03-05" }) + DATED, "2031-03-05"],
    ["a meta element", `<meta name="DC.date.issued" content="5 March 2031">`, "2031-03-05"],
    [
      "a meta element, if JSON-LD has a placeholder",
      linked({ "@type": "Article", datePublished: "0001-01-01" }) + DATED,
      "2031-03-04",
    ],
    [
      "the first date that can be read",
      linked({ "@type": "Article", datePublished: "yesterday" }) + DATED,
      "2031-03-04",
    ],
  ])("the date is that of %s", async (_, head, date) => {
    expect((await article(ADDRESS + head))?.publishedAt).toBe(date);
  });

  test("the only day among the times of a page is its date, and of two days none is", async () => {
    const [one, two] = ["2031-03-04T08:00", "2031-03-05T08:00"].map((time) => `<time datetime="${time}">then</time>`);
    const body = (times: string) => `<article>${times}${PARAGRAPHS}</article>`;
    expect((await article(ADDRESS, body(`${one}${one}`)))?.publishedAt).toBe("2031-03-04");
    expect((await read(page(ADDRESS, body(`${one}${two}`)))).rejected).toMatchObject([{ code: "NO_DATE" }]);
  });

  test("the file's name may have the date", async () => {
    const { articles } = await read(page(ADDRESS, `<article>${PARAGRAPHS}</article>`), "2031-03-04 harbour.html");
    expect(articles[0]?.publishedAt).toBe("2031-03-04");
  });

  test.each([
    ["og:url", `<meta property="og:url" content="https://norrvik.example/a">`, "https://norrvik.example/a"],
    [
      "JSON-LD",
      linked({ "@type": "Article", mainEntityOfPage: { "@id": "https://norrvik.example/b" } }),
      "https://norrvik.example/b",
    ],
    [
      "og:url, if the canonical one is the publisher's",
      `<link rel=canonical href="https://norrvik.example/"><meta property="og:url" content="https://norrvik.example/a">`,
      "https://norrvik.example/a",
    ],
    ["its name, if it has only relative ones", `<link rel=canonical href="/a">`, "urn:onrecord:html:page@2031-03-04"],
    [
      "its name, if it has only scripts",
      `<link rel=canonical href="javascript:alert(1)">`,
      "urn:onrecord:html:page@2031-03-04",
    ],
  ])("the address is that of %s", async (_, head, url) => {
    expect((await article(head + DATED, undefined, { source: "Norrvik Weekly" }))?.url).toBe(url);
  });

  test("the address that a browser wrote into a saved page is used", async () => {
    const saved = page(DATED, PARAGRAPHS).replace(
      "<html>",
      "<!-- saved from url=(0027)https://norrvik.example/saved -->\n<html>",
    );
    expect((await read(saved)).articles[0]?.url).toBe("https://norrvik.example/saved");
  });

  test("the publisher is stated, or the host of the address, or given", async () => {
    const named = `<meta property="og:site_name" content="Norrvik &amp; Coast">`;
    expect((await article(ADDRESS + DATED + named))?.source).toEqual({ name: "Norrvik & Coast", kind: "OUTLET" });
    expect((await article(ADDRESS + DATED))?.source).toEqual({ name: "norrvik.example", kind: "OUTLET" });
    expect((await article(DATED, undefined, { source: "Weekly" }))?.source).toEqual({ name: "Weekly", kind: "OUTLET" });
    expect((await read(page(DATED, PARAGRAPHS))).rejected).toMatchObject([{ code: "INCOMPLETE" }]);
  });

  test("the one of several articles in JSON-LD that has the page's address counts", async () => {
    const other = {
      "@type": "NewsArticle",
      url: "https://norrvik.example/other",
      headline: "Other",
      datePublished: "2030-01-01",
    };
    const own = {
      "@type": "NewsArticle",
      url: "https://norrvik.example/harbour",
      headline: "Own",
      datePublished: "2031-03-04",
    };
    expect(await article(ADDRESS + linked(other, own))).toMatchObject({ headline: "Own", publishedAt: "2031-03-04" });
  });

  test("a page in another encoding that it names is read", async () => {
    const russian = page(`<meta charset="windows-1251">${ADDRESS}${DATED}`, "PARAGRAPHS").replace(
      "PARAGRAPHS",
      `<article>${"<p>Порт откроется весной, и город ждал этого всю зиму, сказала мэр города в понедельник утром.</p>".repeat(5)}</article>`,
    );
    const bytes = Buffer.from(
      [...russian].map((letter) => {
        const code = letter.codePointAt(0) as number;
        return code < 0x80 ? code : code - 0x410 + 0xc0;
      }),
    );
    const { articles } = await read(bytes);
    expect(articles[0]).toMatchObject({ language: "ru", body: expect.stringMatching(/^Порт откроется весной/) });
  });

  test("text that only shows mark-up stays as it is", async () => {
    const shown = `<article><p>&lt;script&gt;alert(1)&lt;/script&gt; {q|We stay,} {s|she} &amp;amp; ${SENTENCES}</p>${PARAGRAPHS}</article>`;
    expect((await article(ADDRESS + DATED, shown))?.body).toMatch(
      /^<script>alert\(1\)<\/script> {q\|We stay,} {s\|she} &amp; The/,
    );
  });

  test("blocks are paragraphs, and inline elements are not", async () => {
    const { parseHTML } = await import("linkedom/worker");
    const { document } = parseHTML(
      "<div id=x>One <b>b</b>ig<br>two<p>three <span><i>four</i></span></p><ul><li>five</li><li>six</li></ul><figure><p>no</p></figure>seven<p></p></div>",
    );
    expect(textOfBlocks(document.querySelector("#x") as never).split("\n\n")).toEqual([
      ...["One big", "two", "three four", "five", "six", "seven"],
    ]);
  });
});

describe("a page that is refused", () => {
  const two = (text: string) => `<article><h1>A</h1>${text}</article><article><h1>B</h1>${text}</article>`;
  const deep = "<div>".repeat(600);
  test.each([
    ["a page with two articles", page(ADDRESS + DATED, two(PARAGRAPHS)), "MALFORMED", "several articles"],
    [
      "a page with two articles in JSON-LD",
      page(DATED + linked({ "@type": "Article", headline: "A" }, { "@type": "Article", headline: "B" }), PARAGRAPHS),
      "MALFORMED",
      "several articles",
    ],
    [
      "a page without an article",
      page(ADDRESS + DATED, "<nav><a href=/>Home</a></nav><p>Please sign in.</p>"),
      "INCOMPLETE",
      "No article",
    ],
    ["an empty page", page(ADDRESS + DATED, ""), "INCOMPLETE", "No article"],
    ["a page without a date", page(ADDRESS, PARAGRAPHS), "NO_DATE", "file's name"],
    [
      "a page whose date nobody can read",
      page(`${ADDRESS}<meta name=date content="last Tuesday">`, PARAGRAPHS),
      "BAD_DATE",
      "last Tuesday",
    ],
    ["plain text", SENTENCES, "MALFORMED", "not a web page"],
    ["an empty file", "", "MALFORMED", "not a web page"],
    ["a page that is only a script", "<script>show()</script>", "MALFORMED", "not a web page"],
    ["a page that scripts build", "<!DOCTYPE html><html><script>show()</script></html>", "INCOMPLETE", "No article"],
    ["a page of frames", "<html><frameset><frame src=a.html></frameset></html>", "INCOMPLETE", "No article"],
    ["JSON", '{"headline":"Harbour"}', "MALFORMED", "not a web page"],
    ["a PNG", Buffer.from("\x89PNG\r\n\x1a\n\0\0", "latin1"), "UNREADABLE", "a picture"],
    ["a JPEG", Buffer.from("\xff\xd8\xff\xe0\0\x10JFIF", "latin1"), "UNREADABLE", "a picture"],
    ["a WebP", Buffer.from("RIFF\xff\0\0\0WEBPVP8 ", "latin1"), "UNREADABLE", "a picture"],
    ["a PDF", "%PDF-1.7\n%\u00e2\u00e3", "UNREADABLE", "PDF"],
    ["rich text", "{\\rtf1\\ansi Harbour}", "UNREADABLE", "rich text"],
    ["a zip archive", Buffer.from("PK\x03\x04\x14\0", "latin1"), "UNREADABLE", "zip archive"],
    ["a compressed page", Buffer.from([0x1f, 0x8b, 8, 0]), "UNREADABLE", "gzip"],
    ["bytes of no known kind", Buffer.from([0x81, 0x50, 0x4e, 0x47, 0, 1]), "UNREADABLE", "UTF-8"],
    ["a page with zero bytes", page(ADDRESS + DATED, `${PARAGRAPHS}\0`), "UNREADABLE", "no text has"],
    ["a page of 6 MB", `<html>${" ".repeat(6_000_000)}`, "TOO_LARGE", "5 MB"],
    ["elements that nest without end", page(ADDRESS + DATED, `${deep}${PARAGRAPHS}`), "TOO_LARGE", "deep"],
    ["a million tags", `<html>${"<b></b>".repeat(150_000)}`, "TOO_LARGE", "tags"],
    [
      "an attribute of 4 MB",
      page(ADDRESS + DATED, `<article class="${"x ".repeat(2_000_000)}">${PARAGRAPHS}</article>`),
      "MALFORMED",
      "cannot be read",
    ],
  ])("%s is rejected with advice", async (_, content, code, words) => {
    const { articles, rejected } = await read(content);
    expect([articles, rejected.map((one) => [one.code, one.message])]).toEqual([
      [],
      [[code, expect.stringContaining(words)]],
    ]);
  });

  test("hostile JSON-LD says nothing, and changes nothing", async () => {
    const nested = `${'{"@graph":['.repeat(5_000)}${"]}".repeat(5_000)}`;
    const polluted =
      '{"@type":"Article","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"author":{"name":{}},"datePublished":7}';
    const blocks = [nested, polluted, "not JSON", "null", "[[[[1]]]]"].map(
      (block) => `<script type="application/ld+json">${block}</script>`,
    );
    expect(await article(ADDRESS + DATED + blocks.join(""))).toMatchObject({
      headline: "Harbour",
      publishedAt: "2031-03-04",
    });
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test("work that does not end is stopped", () => {
    expect(withinTime(10_000, () => 7)).toBe(7);
    expect(() =>
      withinTime(20, () => {
        for (;;);
      }),
    ).toThrow(expect.objectContaining({ code: "ERR_SCRIPT_EXECUTION_TIMEOUT" }));
  });
});
