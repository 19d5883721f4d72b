import { describe, expect, test } from "@jest/globals";
import type { ArchiveDocument } from "../../src/document/document.ts";
import { RecordError } from "../../src/document/errors.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { record } from "../../src/record/record.ts";
import { dump, openArchive } from "../helpers/archive.ts";
import {
  article,
  BODY,
  documentWith,
  IMPORT,
  OTHER_IMPORT,
  paraphrase,
  QUOTE,
  quotation,
} from "../helpers/factories.ts";

const database = openArchive({ afresh: true });

/** Returns the problems of recording the document, and checks that nothing was written. */
async function problemsOf(document: unknown): Promise<string[]> {
  const before = await dump(database);
  const error = await record(database, document as ArchiveDocument, IMPORT).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(RecordError);
  expect(await dump(database)).toEqual(before);
  return (error as RecordError).problems.map(({ path, message }) => `${path}: ${message}`);
}

describe("idempotence", () => {
  const printed = () =>
    documentWith(
      article("one", [quotation(QUOTE), paraphrase("the old harbour must stay open")], {
        body: BODY,
        wire: "coast-wire",
        related: [{ headline: "On two", url: "https://news.example.org/two" }, { headline: "Elsewhere" }],
      }),
      article("two", [quotation(QUOTE), paraphrase("a few words", { speaker: undefined, speakerStatus: "UNNAMED" })]),
    );

  test("a document recorded again touches no row", async () => {
    await record(database, printed(), IMPORT);
    const before = await dump(database);
    expect(before.appearance).toHaveLength(4);
    await record(database, printed(), IMPORT);
    expect(await dump(database)).toEqual(before);
  });

  test("a document recorded twice at once is recorded once", async () => {
    await Promise.all([record(database, printed(), IMPORT), record(database, printed(), OTHER_IMPORT)]);
    expect(await database.prisma.statement.count()).toBe(3);
    expect(await database.prisma.appearance.count()).toBe(4);
  });

  test("a changed document changes what differs and keeps the ids", async () => {
    await record(database, printed(), IMPORT);
    const before = await database.prisma.statement.findMany({ orderBy: { id: "asc" }, include: { tags: true } });
    const changed = printed();
    const statement = changed.articles?.[0]?.statements?.[1];
    if (!statement) throw new Error("the document has lost its statement");
    Object.assign(statement, { text: "She wants it open.", topics: ["fishing"], saidAt: "2021-05" });
    await record(database, changed, IMPORT);
    const after = await database.prisma.statement.findMany({ orderBy: { id: "asc" }, include: { tags: true } });
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(after[1]).toMatchObject({
      text: "She wants it open.",
      saidAt: new Date("2021-05-01T00:00:00Z"),
      saidAtPrecision: "MONTH",
      saidAtBasis: "STATED",
    });
    expect(after[1]?.tags).toHaveLength(1);
    expect(after[0]).toEqual(before[0]);
    expect(after[2]).toEqual(before[2]);
  });
});

describe("dates", () => {
  test("dates are as exact as they are given, and default to the article's", async () => {
    await record(
      database,
      documentWith(
        article("dates", [
          paraphrase("first", { saidAt: "2018" }),
          paraphrase("second", { saidAt: "2018-09" }),
          paraphrase("third", { saidAt: "2018-09-07" }),
          paraphrase("fourth", { saidAt: "2018-09-07T10:30:00+02:00" }),
          paraphrase("fifth"),
        ]),
      ),
      IMPORT,
    );
    const rows = await database.query<{ row: string }>(
      Prisma.sql`SELECT concat_ws(' ', said_at, said_at_precision, said_at_basis) AS row FROM statement ORDER BY id`,
    );
    expect(rows.map(({ row }) => row)).toEqual([
      "2018-01-01 00:00:00+00 YEAR STATED",
      "2018-09-01 00:00:00+00 MONTH STATED",
      "2018-09-07 00:00:00+00 DAY STATED",
      "2018-09-07 08:30:00+00 TIME STATED",
      "2021-05-07 00:00:00+00 DAY PUBLICATION",
    ]);
  });

  test.each([
    "",
    "18",
    "2018-13",
    "2018-02-30",
    "0000",
    "2018-9-7",
    "2018-09-07T10:30",
    "tomorrow",
    "2018-02-30T00:00:00Z",
  ])("the text %j is no date", async (saidAt) => {
    expect(await problemsOf(documentWith(article("dates", [paraphrase("words", { saidAt })])))).toEqual([
      expect.stringMatching(/^articles\[0\]\.statements\[0\]\.saidAt: is not a date/),
    ]);
  });
});

describe("refusals", () => {
  test("a refusal names every problem of a document at once, with its path", async () => {
    const problems = await problemsOf({
      sources: [{ name: " ", kind: "NEWSPAPER" }],
      speakers: [{ name: "Ada\0", kind: "PERSON", slug: "Ada B", wikidataId: "7747", nickname: "A" }],
      topics: [{ name: "港", kind: "PLACE", names: [{ name: "Port", language: "english!" }] }],
      articles: [{ ...article("one", []), url: "ftp://example.org", publishedAt: "soon", language: "" }],
    });
    expect(problems.map((problem) => problem.split(": ")[0]).sort()).toEqual(
      [
        "sources[0].name",
        "sources[0].kind",
        "speakers[0].name",
        "speakers[0].slug",
        "speakers[0].wikidataId",
        "speakers[0]",
        "topics[0].names[0].language",
        "articles[0].url",
        "articles[0].publishedAt",
        "articles[0].language",
      ].sort(),
    );
  });

  test.each([
    [
      "a statement without speaker or reason",
      paraphrase("w", { speaker: undefined }),
      /speaker: or speakerStatus is needed/,
    ],
    [
      "a speaker who is unnamed",
      paraphrase("w", { speakerStatus: "UNNAMED" }),
      /speaker: or speakerStatus is needed, and not both/,
    ],
    ["a retraction without a reason", paraphrase("w", { status: "RETRACTED" }), /statusReason: is needed/],
    ["a mixed text that quotes nothing", paraphrase("w", { kind: "MIXED" }), /text: quotes nothing/],
    [
      "a verbatim text that is not printed so",
      quotation(QUOTE, { appearance: { text: "Other words", passage: { exact: QUOTE } } }),
      /text: is not the verbatim words/,
    ],
    [
      "a paraphrase of a verbatim printing",
      quotation(QUOTE, { kind: "INDIRECT", appearance: { kind: "DIRECT", passage: { exact: QUOTE } } }),
      /kind: must be DIRECT if the printing is/,
    ],
    ["a lone surrogate", paraphrase("w", { text: "\ud83d" }), /text: has control characters or lone surrogates/],
    [
      "a speaker that nobody knows",
      paraphrase("w", { speaker: "nobody" }),
      /speaker: is not known: there is no speaker nobody/,
    ],
    [
      "a topic that nobody knows",
      paraphrase("w", { topics: ["harbour", "moon"] }),
      /topics\[1\]: is not known: there is no topic moon/,
    ],
  ])("a document is refused: %s", async (_, statement, problem) => {
    const problems = await problemsOf(documentWith(article("one", [statement])));
    expect(problems).toEqual([expect.stringMatching(problem)]);
  });

  test.each([
    [
      "a source that is not there",
      { articles: [article("one", [], { source: "nowhere" })] },
      "articles[0].source: is not known: there is no source nowhere",
    ],
    [
      "a role that ends before it starts",
      { speakers: [{ name: "A", kind: "PERSON", roles: [{ label: "x", startsOn: "2019-02", endsOn: "2019-01-31" }] }] },
      "speakers[0].roles[0].endsOn: is before the role starts",
    ],
    [
      "a group of one",
      { speakers: [{ name: "A", kind: "GROUP", members: ["b", "b"] }] },
      "speakers[0].members: are at least two in a GROUP, and not allowed otherwise",
    ],
    [
      "a slug that stands twice",
      {
        topics: [
          { name: "A b", kind: "ISSUE" },
          { name: "a B", kind: "ISSUE" },
        ],
      },
      "topics[1].slug: stands twice: a-b",
    ],
    [
      "a name that makes no slug",
      { topics: [{ name: "港", kind: "PLACE" }] },
      "topics[0].slug: is needed: it cannot be made from the name",
    ],
    [
      "a circle of topics",
      {
        topics: [
          { name: "A", kind: "ISSUE", broader: ["b"] },
          { name: "B", kind: "ISSUE", broader: ["a"] },
        ],
      },
      ": a topic cannot be broader than itself",
    ],
    [
      "a Wikidata id that another bears",
      {
        topics: [
          { name: "A", kind: "ISSUE", wikidataId: "Q1" },
          { name: "B", kind: "ISSUE", wikidataId: "Q1" },
        ],
      },
      expect.stringContaining("topic_wikidata_id_key"),
    ],
  ])("a document is refused by the tables: %s", async (_, document, problem) => {
    expect(await problemsOf(document)).toEqual([problem]);
  });
});
