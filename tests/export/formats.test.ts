import { describe, expect, test } from "@jest/globals";
import { parseFeed } from "@rowanmanning/feed-parser";
import { parse } from "csv-parse/sync";
import { SaxesParser } from "saxes";
import type { ArchiveDocument } from "../../src/document/document.ts";
import type { TypedFilter } from "../../src/export/filter.ts";
import type { FormatName } from "../../src/export/formats.ts";
import { openExport, TooManyStatements } from "../../src/export/open.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { record } from "../../src/record/record.ts";
import { clear, openArchive } from "../helpers/archive.ts";
import { article, IMPORT, type StatementPart, source, speaker, statement, topic } from "../helpers/factories.ts";
import { world } from "../helpers/world.ts";

const database = openArchive({ afresh: true });

async function exported(
  format: FormatName,
  filter: TypedFilter = {},
  rest: { feedUrl?: string; most?: number } = {},
): Promise<string> {
  const { text } = await openExport(database, { format, filter, bodies: false, ...rest });
  let all = "";
  for await (const piece of text) all += piece;
  return all;
}

const rowsOf = (csv: string) => parse(csv, { columns: true, bom: true }) as Record<string, string>[];

/** Paraphrases of these words by Ada Brandt, each said a second before the last. */
const saying = (...texts: string[]): ArchiveDocument => ({
  sources: [source("Sandholm Post")],
  speakers: [speaker("Ada Brandt")],
  topics: [topic("Harbour")],
  articles: [
    article(
      "words",
      texts.map(
        (text, i): StatementPart =>
          statement(text, { speaker: "ada-brandt", saidAt: new Date(1e12 - i * 1000).toISOString() }),
      ),
    ),
  ],
});

/** What strangers write: formulas, quotes, lines, other directions, marks of markup, letters beyond the first plane. */
const strange = [
  '=HYPERLINK("https://evil.example.org";"click")',
  "+1 for the harbour",
  "-2+3+cmd|' /C calc'!A0",
  "@SUM(1+1)*cmd",
  "\t=1+1",
  "'quoted' and \"doubly\"",
  "one, two; three\ttabs",
  "first line\nsecond line\r\nthird",
  "شُكراً — \u202bמִלָּה\u202c",
  "🚢👩‍👩‍👧‍👦 e\u0301clair",
  "</content><script>alert(1)</script> & ]]> <!-- -->",
  "\ufffe\uffff not characters",
  "\u2028 a line of its own \u0085",
];
const written = strange.map((text) => text.normalize("NFC"));

describe("csv", () => {
  test("is read back word for word, and nothing in it is a formula", async () => {
    await record(database, saying(...strange), IMPORT);
    const csv = await exported("csv");
    expect(csv.startsWith("\ufeffspeaker,text,date,kind,headline,url,source,wire,topics,")).toBe(true);
    expect(csv.endsWith("\r\n")).toBe(true);
    const rows = rowsOf(csv);
    expect(rows.map(({ text }) => text?.replace(/^'(?=[=+\-@\t\r\n])/, ""))).toEqual(written);
    for (const row of rows) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
    expect(rows.filter(({ text }) => text?.startsWith("'")).map(({ text }) => text)).toEqual([
      ...written.slice(0, 5).map((text) => `'${text}`),
      written[5],
    ]);
  });

  test("tells of each statement all that a reader wants to know", async () => {
    await record(database, world, IMPORT);
    const rows = rowsOf(await exported("csv"));
    expect(rows).toHaveLength(12);
    expect(rows.find(({ attribution }) => attribution === "she")).toEqual({
      speaker: "Ada Brandt",
      text: "“The harbour fed us, and it will feed us again.”",
      date: "2021-05-07T09:30:00.000Z",
      kind: "DIRECT",
      headline: "On harbour",
      url: "https://news.example.org/harbour",
      source: "Sandholm Post",
      wire: "Coast Wire",
      topics: "Fishing; Harbour",
      role: "Minister of the Sea",
      language: "en",
      published: "2021-05-07T12:00:00.000Z",
      attribution: "she",
      cue: "said",
      passage: "“The harbour fed us,” she said, “and it will feed us again.”",
      link: expect.stringMatching(/^https:\/\/news\.example\.org\/harbour#:~:text=/),
      speakerStatus: "IDENTIFIED",
      status: "PUBLISHED",
      id: expect.stringMatching(/^[\w-]+$/),
    });
    expect(rows.map(({ date }) => date)).toEqual(expect.arrayContaining(["2018", "2021-05", "2020", "2021-06-05"]));
  });

  test("of nothing has its head", async () => {
    expect(rowsOf(await exported("csv"))).toEqual([]);
  });
});

describe("json-ld", () => {
  test("is one document of quotations, each in its article", async () => {
    await record(database, world, IMPORT);
    const document = JSON.parse(await exported("json-ld", { speaker: ["ada-brandt"], topic: ["Fishing"] }));
    expect(document).toEqual({
      "@context": "https://schema.org",
      "@graph": [
        {
          "@type": "Quotation",
          identifier: expect.any(String),
          text: "“The harbour fed us, and it will feed us again.”",
          genre: "direct quotation",
          inLanguage: "en",
          spokenByCharacter: {
            "@type": "Person",
            identifier: "ada-brandt",
            name: "Ada Brandt",
            sameAs: "http://www.wikidata.org/entity/Q900000001",
            jobTitle: "Minister of the Sea",
          },
          dateCreated: "2021-05-07T09:30:00.000Z",
          datePublished: "2021-05-07T12:00:00.000Z",
          about: [
            { "@type": "Thing", identifier: "fishing", name: "Fishing" },
            { "@type": "Place", identifier: "harbour", name: "Harbour" },
          ],
          url: expect.stringMatching(/^https:\/\/news\.example\.org\/harbour#:~:text=/),
          isPartOf: {
            "@type": "NewsArticle",
            "@id": "https://news.example.org/harbour",
            url: "https://news.example.org/harbour",
            headline: "On harbour",
            inLanguage: "en",
            datePublished: "2021-05-07T12:00:00.000Z",
            author: { "@type": "Person", name: "Jo Lund" },
            publisher: {
              "@type": "NewsMediaOrganization",
              identifier: "sandholm-post",
              name: "Sandholm Post",
              sameAs: "http://www.wikidata.org/entity/Q900000003",
              url: "https://news.example.org",
            },
            sourceOrganization: { "@type": "NewsMediaOrganization", identifier: "coast-wire", name: "Coast Wire" },
          },
        },
      ],
    });
  });

  test("keeps every word, and is valid when empty", async () => {
    expect(JSON.parse(await exported("json-ld"))["@graph"]).toEqual([]);
    await record(database, saying(...strange), IMPORT);
    const { "@graph": graph } = JSON.parse(await exported("json-ld"));
    expect(graph.map(({ text }: { text: string }) => text)).toEqual(written);
  });
});

/** The elements of a document, each with its parent, its attributes and its own text; throws where it is not well formed. */
function elementsOf(xml: string) {
  const parser = new SaxesParser({ xmlns: true });
  const open: { name: string; parent: string; attributes: Record<string, string>; text: string }[] = [];
  const all: typeof open = [];
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, uri, attributes }) => {
    expect(uri).toBe("http://www.w3.org/2005/Atom");
    const values = Object.fromEntries(Object.values(attributes).map((each) => [each.name, each.value]));
    const element = { name, parent: open.at(-1)?.name ?? "", attributes: values, text: "" };
    open.push(element);
    all.push(element);
  });
  parser.on("text", (text) => {
    const element = open.at(-1);
    if (element) element.text += text;
  });
  parser.on("closetag", () => void open.pop());
  parser.write(xml).close();
  return all;
}

describe("atom", () => {
  const url = "https://archive.example.org/statements.atom?topic=Fishing&speaker=%C3%96";

  test("has what RFC 4287 asks of a feed and of an entry, once", async () => {
    await record(database, world, IMPORT);
    await record(
      database,
      { articles: [article("x", [statement("On paper only.")], { url: "urn:onrecord:test:paper" })] },
      IMPORT,
    );
    const elements = elementsOf(await exported("atom", {}, { feedUrl: url }));
    const count = (parent: string, name: string) =>
      elements.filter((each) => each.parent === parent && each.name === name).length;
    for (const name of ["id", "title", "updated", "author", "generator"])
      expect([name, count("feed", name)]).toEqual([name, 1]);
    const entries = count("feed", "entry");
    expect(entries).toBe(13);
    for (const name of ["id", "title", "updated", "published", "content"])
      expect([name, count("entry", name)]).toEqual([name, entries]);
    // One is in an article that is not on the web.
    expect(elements.filter(({ name, attributes: { rel } }) => name === "link" && rel === "alternate")).toHaveLength(
      entries - 1,
    );
    const ids = elements.filter(({ name }) => name === "id").map(({ text }) => text);
    expect(new Set(ids).size).toBe(entries + 1);
    expect(ids[0]).toBe(url);
    for (const id of ids.slice(1))
      expect(id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    for (const { text } of elements.filter(({ name }) => name === "updated" || name === "published"))
      expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(elements.find(({ attributes }) => attributes.rel === "self")?.attributes.href).toBe(url);
  });

  test("keeps every word but what XML has no place for", async () => {
    await record(database, saying(...strange), IMPORT);
    const texts = elementsOf(await exported("atom"))
      .filter(({ name }) => name === "content")
      .map(({ text }) => text);
    expect(texts).toEqual(written.map((text) => text.replace(/[\ufffe\uffff]/g, "\ufffd")));
  });

  test("shows the newest fifty, with titles of a length for lists", async () => {
    await record(database, saying(...Array.from({ length: 60 }, (_, i) => `${i} ${"long words ".repeat(30)}`)), IMPORT);
    const { items } = parseFeed(await exported("atom"));
    expect(items).toHaveLength(50);
    expect(items[0]?.title).toMatch(/^Ada Brandt: 0 long words/);
    for (const { title } of items) expect([...(title ?? "")].length).toBeLessThanOrEqual(120);
  });

  test("entries keep their ids in another archive, recorded in another order", async () => {
    const ids = async () => parseFeed(await exported("atom")).items.map(({ id }) => id);
    await record(database, saying("One.", "Two."), IMPORT);
    const before = await ids();
    await clear(database);
    await record(database, saying("None."), IMPORT);
    await record(database, saying("Two.", "One."), IMPORT);
    expect((await ids()).sort()).toEqual(before.sort());
  });

  test("of nothing is a feed all the same, and says whose name is unknown", async () => {
    const feed = parseFeed(await exported("atom", { speaker: ["<Nobody>"], topic: ["Harbour"] }));
    expect(feed).toMatchObject({
      title: "Statements by <Nobody> on Harbour",
      description: "No speaker bears the name “<Nobody>”. No topic bears the name “Harbour”.",
      items: [],
    });
  });
});

test("beyond what is allowed nothing is given", async () => {
  await record(database, saying("One.", "Two.", "Three."), IMPORT);
  for (const format of ["csv", "json-ld", "jsonl"] as const) {
    expect(await exported(format, {}, { most: 3 })).toContain("Three.");
    await expect(exported(format, {}, { most: 2 })).rejects.toThrow(TooManyStatements);
  }
});

test("ten thousand statements pass through in pages, each read when the last is taken", async () => {
  await record(database, saying("One."), IMPORT);
  await database.query(Prisma.sql`
WITH made AS (
  INSERT INTO statement (speaker_status, text, kind, said_at, said_at_precision, said_at_basis, language, origin_id)
  SELECT 'UNKNOWN', 'Nets ' || n, 'INDIRECT', now() - n / 7 * interval '1 second', 'TIME', 'STATED', 'en', (SELECT min(id) FROM origin)
  FROM generate_series(1, 10000) AS n
  RETURNING id, text, origin_id
)
INSERT INTO appearance (statement_id, article_id, position, text, kind, exact, origin_id)
SELECT made.id, article.id, 1000 + row_number() OVER (), made.text, 'INDIRECT', made.text, origin_id
FROM made, article`);
  let read = 0;
  const onStatements = (count: number) => {
    read += count;
  };
  const { text } = await openExport(database, { format: "csv", filter: {}, bodies: false, onStatements });
  let [all, pieces, longest] = ["", 0, 0];
  for await (const piece of text) {
    // What has been read is what has been taken, but for the page at hand.
    expect(read).toBeLessThanOrEqual(pieces * 500);
    all += piece;
    pieces += 1;
    longest = Math.max(longest, piece.length);
  }
  const texts = rowsOf(all).map((row) => row.text);
  expect([texts.length, new Set(texts).size, read]).toEqual([10_001, 10_001, 10_001]);
  expect(longest).toBeLessThan(500 * 300);
});
