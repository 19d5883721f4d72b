import { describe, expect, test } from "@jest/globals";
import type { ArchiveDocument } from "../../src/document/document.ts";
import { RecordError } from "../../src/document/errors.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { record } from "../../src/record/record.ts";
import { clear, dump, openArchive } from "../helpers/archive.ts";
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

/** The problems that recording the document meets; nothing may have been written then. */
async function problemsOf(document: unknown): Promise<string[]> {
  const before = await dump(database);
  const error = await record(database, document as ArchiveDocument, IMPORT).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(RecordError);
  expect(await dump(database)).toEqual(before);
  return (error as RecordError).problems.map(({ path, message }) => `${path}: ${message}`);
}

const statementTexts = async () =>
  (await database.prisma.statement.findMany({ orderBy: { id: "asc" } })).map(({ text }) => text);

describe("nouns", () => {
  test("are recorded with names in normal form, roles, members and broader topics", async () => {
    await record(database, documentWith(), IMPORT);
    const speaker = await database.prisma.speaker.findUniqueOrThrow({
      where: { slug: "ada-brandt" },
      include: { names: { orderBy: { id: "asc" } }, roles: true, groups: true },
    });
    expect(speaker).toMatchObject({ name: "Ada Brandt", kind: "PERSON", fictional: true });
    expect(speaker.names.map(({ name, normalized, language }) => [name, normalized, language])).toEqual([
      ["Ada Brandt", "ada brandt", null],
      ["A. Brandt", "a brandt", null],
      ["Ада Брандт", "ада брандт", "ru"],
    ]);
    expect(speaker.roles).toMatchObject([{ label: "Mayor of Sandholm", startsOn: "2019", endsOn: "2023-05" }]);
    expect(speaker.groups).toHaveLength(1);
    expect(await database.prisma.topicBroader.count()).toBe(1);
  });

  test("are brought to NFC", async () => {
    const decomposed = "Jose\u0301 Nun\u0303ez";
    await record(database, { speakers: [{ name: decomposed, kind: "PERSON" }] }, IMPORT);
    const speaker = await database.prisma.speaker.findFirstOrThrow({ include: { names: true } });
    expect(speaker.name).toBe("José Nuñez");
    expect(speaker.names.map(({ name }) => name)).toEqual(["José Nuñez"]);
  });

  test("gain what a later document adds, and lose nothing that it does not mention", async () => {
    await record(database, documentWith(), IMPORT);
    const later: ArchiveDocument = {
      speakers: [
        {
          slug: "ada-brandt",
          name: "Ada Brandt-Holm",
          kind: "PERSON",
          fictional: true,
          names: ["Ada Holm"],
          roles: [
            { label: "Mayor of Sandholm", startsOn: "2019", endsOn: "2023-06-01" },
            { label: "Member of the Coast Assembly", startsOn: "2023-06" },
          ],
        },
      ],
    };
    await record(database, later, OTHER_IMPORT);
    const speaker = await database.prisma.speaker.findUniqueOrThrow({
      where: { slug: "ada-brandt" },
      include: { names: { orderBy: { id: "asc" } }, roles: { orderBy: { id: "asc" } } },
    });
    expect(speaker.name).toBe("Ada Brandt-Holm");
    expect(speaker.names.map(({ name }) => name)).toEqual([
      "Ada Brandt",
      "A. Brandt",
      "Ада Брандт",
      "Ada Brandt-Holm",
      "Ada Holm",
    ]);
    expect(speaker.roles.map(({ label, endsOn }) => [label, endsOn])).toEqual([
      ["Mayor of Sandholm", "2023-06-01"],
      ["Member of the Coast Assembly", null],
    ]);
  });
});

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

  test("the same document recorded again touches no row", async () => {
    await record(database, printed(), IMPORT);
    const before = await dump(database);
    expect(before.appearance).toHaveLength(4);
    await record(database, printed(), IMPORT);
    expect(await dump(database)).toEqual(before);
  });

  test("two records of the same at once make it once", async () => {
    await Promise.all([record(database, printed(), IMPORT), record(database, printed(), OTHER_IMPORT)]);
    expect(await database.prisma.statement.count()).toBe(3);
    expect(await database.prisma.appearance.count()).toBe(4);
  });

  test("a changed document changes what it changes, and keeps the ids", async () => {
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
  test("are as exact as they are given, and the article's where none is", async () => {
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
  ])("%j is none", async (saidAt) => {
    expect(await problemsOf(documentWith(article("dates", [paraphrase("words", { saidAt })])))).toEqual([
      expect.stringMatching(/^articles\[0\]\.statements\[0\]\.saidAt: is no date/),
    ]);
  });
});

describe("passages", () => {
  const withPassage = (passage: object, rest: object = { body: BODY }) =>
    documentWith(article("passage", [paraphrase("words", { appearance: { passage } as never })], rest));
  const stored = () => database.prisma.appearance.findFirstOrThrow({ include: { spans: true } });

  test("are found in the body by their words, with the context that it has", async () => {
    await record(database, withPassage({ exact: "must stay open" }), IMPORT);
    expect(await stored()).toMatchObject({
      startOffset: 53,
      endOffset: 67,
      prefix: "said on Friday that the old harbour ".slice(-32),
      suffix: ". “The harbour fed us for three hundred".slice(0, 32),
    });
  });

  test("count code points, not UTF-16 units", async () => {
    await record(database, withPassage({ exact: "Her critics" }), IMPORT);
    const { startOffset, endOffset } = await stored();
    const [row] = await database.query<{ cut: string }>(
      Prisma.sql`SELECT substr(body, ${startOffset}::int + 1, ${endOffset}::int - ${startOffset}::int) AS cut FROM article`,
    );
    expect(row?.cut).toBe("Her critics");
    expect(startOffset).toBe(BODY.indexOf("Her critics") - 1);
  });

  test("are anchored in the NFC body of a decomposed one", async () => {
    const body = "Im Cafe\u0301 sagte sie nichts.";
    await record(database, withPassage({ exact: "Cafe\u0301" }, { body }), IMPORT);
    expect(await stored()).toMatchObject({ exact: "Café", startOffset: 3, endOffset: 7 });
  });

  test("are refused where the words stand in several places, unless the context tells which", async () => {
    expect(await problemsOf(withPassage({ exact: "feed us for another" }, { body: `${BODY}\n${BODY}` }))).toEqual([
      "articles[0].statements[0].appearance.passage: “feed us for another” stands in 2 places of the body: give more context",
    ]);
    await record(database, withPassage({ exact: "said", prefix: "she " }), IMPORT);
    expect((await stored()).startOffset).toBe(119);
  });

  test("are refused where the words do not stand", async () => {
    expect(await problemsOf(withPassage({ exact: "no such words" }))).toEqual([
      "articles[0].statements[0].appearance.passage: “no such words” does not stand in the body",
    ]);
  });

  test("with offsets must cut out exactly the words", async () => {
    await record(database, withPassage({ exact: "must stay open", start: 53, end: 67 }), IMPORT);
    await clear(database);
    expect(await problemsOf(withPassage({ exact: "must stay open", start: 52, end: 66 }))).toEqual([
      "articles[0].statements[0].appearance.passage: the body has “ must stay ope” from 52 to 66, not “must stay open”",
    ]);
    expect(await problemsOf(withPassage({ exact: "must stay open", start: 53 }))).toEqual([
      "articles[0].statements[0].appearance.passage.start: and end are given together, and start is less",
    ]);
  });

  test("have spans, which are held to the same rule", async () => {
    const spans = [
      { role: "CONTENT", exact: QUOTE },
      { role: "CUE", exact: "said", prefix: "she " },
      { role: "SPEAKER", exact: "she", start: 115, end: 118 },
      { role: "CONTENT", exact: "It will feed us for another hundred." },
    ];
    await record(database, withPassage({ exact: QUOTE, spans }), IMPORT);
    const { spans: rows } = await stored();
    expect(rows.map(({ role, text }) => [role, text]).sort()).toEqual([
      ["CONTENT", "It will feed us for another hundred."],
      ["CONTENT", QUOTE],
      ["CUE", "said"],
      ["SPEAKER", "she"],
    ]);
    const fewer = withPassage({ exact: QUOTE, spans: spans.slice(0, 1) });
    await record(database, fewer, IMPORT);
    expect((await stored()).spans).toHaveLength(1);
    expect(await problemsOf(withPassage({ exact: QUOTE, spans: [{ role: "CUE", exact: "said" }] }))).toEqual([
      expect.stringContaining("passage.spans[0]: “said” stands in 2 places"),
    ]);
  });

  test("are quotes only where the body is not stored", async () => {
    await record(database, withPassage({ exact: "words", prefix: "some ", suffix: "." }, {}), IMPORT);
    expect(await stored()).toMatchObject({ exact: "words", prefix: "some ", suffix: ".", startOffset: null });
    await clear(database);
    const refusal =
      "articles[0].statements[0].appearance.passage: has offsets or spans, but the archive does not hold the article's body";
    expect(await problemsOf(withPassage({ exact: "words", start: 0, end: 5 }, {}))).toEqual([refusal]);
    expect(await problemsOf(withPassage({ exact: "w", spans: [{ role: "CUE", exact: "said" }] }, {}))).toEqual([
      refusal,
    ]);
  });

  test("have at most 32 characters of context, and stand once", async () => {
    expect(await problemsOf(withPassage({ exact: "words", prefix: "é".repeat(33) }, {}))).toEqual([
      "articles[0].statements[0].appearance.passage.prefix: is longer than 32 characters",
    ]);
    expect(await problemsOf(documentWith(article("twice", [paraphrase("words"), paraphrase("words")])))).toEqual([
      "articles[0].statements[1].appearance.passage: stands in the article twice, by one speaker or both times by nobody who is known: keep one of the two",
    ]);
  });

  test("stay in a body that is stored or changed later, or the body is refused", async () => {
    await record(database, withPassage({ exact: "must stay open" }, {}), OTHER_IMPORT);
    const own = (body: string) => documentWith(article("passage", [], { body }));
    await record(database, own(BODY), IMPORT);
    expect(await stored()).toMatchObject({ startOffset: 53 });
    await record(database, own(`Sandholm. ${BODY}`), IMPORT);
    expect(await stored()).toMatchObject({ startOffset: 63 });
    expect(await problemsOf(own("Nothing of the kind."))).toEqual([
      "articles[0].body: does not hold what was recorded of the article, “must stay open”: “must stay open” does not stand in the body",
    ]);
  });
});

describe("one statement, many printings", () => {
  const twice = (first: object, second: object, dates: [string, string] = ["2021-05-07", "2021-06-06"]) =>
    documentWith(
      article("one", [quotation(QUOTE, first)], { publishedAt: dates[0] }),
      article("two", [quotation(`${QUOTE.toUpperCase()}!`, second)], { publishedAt: dates[1] }),
    );

  test("the same words of the same speaker within 30 days are one", async () => {
    await record(database, twice({}, { topics: ["fishing"] }), IMPORT);
    const statements = await database.prisma.statement.findMany({ include: { appearances: true, tags: true } });
    expect(statements).toHaveLength(1);
    expect(statements[0]).toMatchObject({ text: QUOTE, kind: "DIRECT", saidAt: new Date("2021-05-07T00:00:00Z") });
    expect(statements[0]?.appearances).toHaveLength(2);
    expect(statements[0]?.tags).toHaveLength(2);
  });

  test("recorded apart, by different origins, they are one as well", async () => {
    await record(database, documentWith(article("one", [quotation(QUOTE)])), IMPORT);
    await record(database, documentWith(article("two", [quotation(QUOTE)])), OTHER_IMPORT);
    const statements = await database.prisma.statement.findMany({ include: { appearances: true } });
    expect(statements.map(({ appearances }) => appearances.length)).toEqual([2]);
  });

  test.each([
    ["31 days apart", twice({}, {}, ["2021-05-07", "2021-06-07"])],
    ["another speaker's", twice({}, { speaker: "olaf-gruen" })],
    [
      "an unnamed speaker's",
      twice({ speaker: undefined, speakerStatus: "UNNAMED" }, { speaker: undefined, speakerStatus: "UNNAMED" }),
    ],
    ["paraphrases", twice({ kind: "INDIRECT" }, { kind: "INDIRECT" })],
    [
      "of four words",
      documentWith(article("one", [quotation("It fed us all")]), article("two", [quotation("It fed us all")])),
    ],
  ])("%s are two", async (_, document) => {
    await record(database, document, IMPORT);
    expect(await database.prisma.statement.count()).toBe(2);
  });

  test("one that is reworded parts from the other, and joins it again", async () => {
    await record(database, twice({}, {}), IMPORT);
    const reworded = documentWith(
      article(
        "two",
        [quotation("The harbour fed nobody at all", { appearance: { passage: { exact: `${QUOTE.toUpperCase()}!` } } })],
        { publishedAt: "2021-06-06" },
      ),
    );
    await record(database, reworded, IMPORT);
    expect(await statementTexts()).toEqual([QUOTE, "The harbour fed nobody at all"]);
    await record(database, twice({}, {}), IMPORT);
    expect(await statementTexts()).toEqual([QUOTE]);
    expect(await database.prisma.appearance.count()).toBe(2);
  });
});

describe("what a document no longer says", () => {
  test("goes, with statements that nothing prints then, and the order follows the document", async () => {
    const printed = (...exacts: string[]) =>
      documentWith(
        article(
          "one",
          exacts.map((exact) => paraphrase(exact)),
        ),
      );
    await record(database, printed("first", "second", "third"), IMPORT);
    await record(database, printed("third", "fourth", "first"), IMPORT);
    const appearances = await database.prisma.appearance.findMany({ orderBy: { position: "asc" } });
    expect(appearances.map(({ exact }) => exact)).toEqual(["third", "fourth", "first"]);
    expect(await database.prisma.statement.count()).toBe(3);
    await record(database, printed(), IMPORT);
    expect(await database.prisma.statement.count()).toBe(0);
    expect(await database.prisma.article.count()).toBe(1);
  });

  test("stays where it is printed elsewhere, where others assert it, and where the document is silent", async () => {
    await record(
      database,
      documentWith(article("one", [quotation(QUOTE), paraphrase("mine")]), article("two", [quotation(QUOTE)])),
      IMPORT,
    );
    await record(database, documentWith(article("one", [paraphrase("theirs")])), OTHER_IMPORT);
    await record(database, documentWith(article("one", [], { statements: undefined })), IMPORT);
    expect(await database.prisma.appearance.count()).toBe(4);
    await record(database, documentWith(article("one", [])), IMPORT);
    const appearances = await database.prisma.appearance.findMany({
      orderBy: { id: "asc" },
      include: { article: true },
    });
    expect(appearances.map(({ exact, article: { headline } }) => [exact, headline])).toEqual([
      [QUOTE, "On two"],
      ["theirs", "On one"],
    ]);
  });

  test("is not changed by another origin that records the same", async () => {
    await record(database, documentWith(article("one", [paraphrase("words")])), IMPORT);
    const before = await dump(database);
    await record(
      database,
      documentWith(article("one", [paraphrase("words", { text: "Something else." })])),
      OTHER_IMPORT,
    );
    const { origin, assertion, ...after } = await dump(database);
    expect(origin).toHaveLength(2);
    expect(assertion).toEqual(expect.arrayContaining(before.assertion ?? []));
    expect({ ...after, origin: before.origin, assertion: before.assertion }).toEqual(before);
  });
});

describe("related articles", () => {
  test("are tied to the article once it is there", async () => {
    const link = { headline: "On two", url: "https://news.example.org/two" };
    await record(database, documentWith(article("one", [], { related: [link] })), IMPORT);
    expect(await database.prisma.relatedArticle.findMany()).toMatchObject([{ position: 0, relatedId: null }]);
    await record(database, documentWith(article("two", [])), IMPORT);
    const two = await database.prisma.article.findUniqueOrThrow({ where: { url: link.url } });
    expect(await database.prisma.relatedArticle.findMany()).toMatchObject([{ position: 0, relatedId: two.id }]);
    await record(database, documentWith(article("one", [], { related: [] })), IMPORT);
    expect(await database.prisma.relatedArticle.count()).toBe(0);
  });
});

describe("refusals", () => {
  test("name every problem of a document at once, with its path", async () => {
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
      /kind: is DIRECT where the printing is/,
    ],
    ["a lone surrogate", paraphrase("w", { text: "\ud83d" }), /text: has control characters or lone surrogates/],
    ["a speaker that nobody knows", paraphrase("w", { speaker: "nobody" }), /speaker: there is no speaker nobody/],
    [
      "a topic that nobody knows",
      paraphrase("w", { topics: ["harbour", "moon"] }),
      /topics\[1\]: there is no topic moon/,
    ],
  ])("%s", async (_, statement, problem) => {
    const problems = await problemsOf(documentWith(article("one", [statement])));
    expect(problems).toEqual([expect.stringMatching(problem)]);
  });

  test.each([
    [
      "a source that is not there",
      { articles: [article("one", [], { source: "nowhere" })] },
      "articles[0].source: there is no source nowhere",
    ],
    [
      "a role that ends before it starts",
      { speakers: [{ name: "A", kind: "PERSON", roles: [{ label: "x", startsOn: "2019-02", endsOn: "2019-01-31" }] }] },
      "speakers[0].roles[0].endsOn: is before the role starts",
    ],
    [
      "a group of one",
      { speakers: [{ name: "A", kind: "GROUP", members: ["b", "b"] }] },
      "speakers[0].members: are at least two in a GROUP, and none elsewhere",
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
      "topics[0].slug: is needed: the name makes none",
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
  ])("%s", async (_, document, problem) => {
    expect(await problemsOf(document)).toEqual([problem]);
  });
});
