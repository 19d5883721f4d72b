import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { originOf } from "../../src/archive/origins.ts";
import type { ArchiveDocument } from "../../src/document/document.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { undoImport } from "../../src/history/undoImport.ts";
import { beginImport, finishImport, listImports, noteProgress } from "../../src/record/importRuns.ts";
import { record } from "../../src/record/record.ts";
import { contents, expectSound, openArchive } from "../helpers/archive.ts";
import { article, BODY, documentWith, paraphrase, proposition, QUOTE, quotation } from "../helpers/factories.ts";

const database = openArchive({ afresh: true, sound: true });

/** Imports files, each a document, as `onrecord import` does. Returns the import's id. */
async function importFiles(files: Record<string, ArchiveDocument>): Promise<number> {
  const importId = await beginImport(database, "test", {});
  for (const [name, document] of Object.entries(files)) {
    const sha256 = createHash("sha256").update(JSON.stringify(document)).digest("hex");
    const file = { name, path: `/corpus/${name}`, sha256 };
    const { originId } = await record(database, document, originOf("test", file));
    await noteProgress(database, file, { importId, originId, piecesDone: 1, isFinished: true }, {});
  }
  await finishImport(database, importId, {});
  return importId;
}

const spans = [
  { role: "CONTENT" as const, exact: QUOTE },
  { role: "SPEAKER" as const, exact: "she", suffix: " said" },
];

const onHarbour = (position: "SUPPORTS" | "OPPOSES" | "NEUTRAL", judge?: string) => ({
  proposition: "harbour-open",
  position,
  judge,
});

/** Returns the archive before the other imports: one article with its text and one without. */
const base = (): ArchiveDocument => ({
  propositions: [proposition("The harbour stays open", { slug: "harbour-open", topics: ["harbour"] })],
  ...documentWith(
    article(
      "one",
      [
        quotation(QUOTE, {
          appearance: { passage: { exact: QUOTE, spans } },
          mentions: [{ topic: "harbour", basis: "TEXT" }],
          stances: [onHarbour("SUPPORTS"), onHarbour("OPPOSES", "Cleo")],
        }),
        paraphrase("the old harbour must stay open", { language: "en-GB", text: "The harbour is to stay." }),
        paraphrase("Her critics were not convinced", { speaker: undefined, speakerStatus: "UNNAMED" }),
      ],
      { body: BODY, related: [{ headline: "On three", url: "https://news.example.org/three" }] },
    ),
    article("two", [quotation(QUOTE, { topics: ["fishing"] }), paraphrase("a few words")]),
  ),
});

/** Documents with words that nobody else says, in the base's articles and in others. */
const additions: ArchiveDocument = {
  sources: [{ name: "Nord-Kurier", kind: "OUTLET", fictional: true }],
  speakers: [
    { name: "Jo Lund", kind: "PERSON", fictional: true, roles: [{ label: "Editor" }] },
    { name: "The Two", kind: "GROUP", fictional: true, members: ["jo-lund", "ada-brandt"] },
  ],
  topics: [
    { name: "Coast", kind: "PLACE", fictional: true },
    { name: "Sandholm", kind: "PLACE", fictional: true, broader: ["coast"] },
    { name: "Regatta", kind: "EVENT", fictional: true, startsOn: "2021", place: "The coast" },
  ],
  propositions: [
    proposition("The harbour stays open", { slug: "harbour-open", topics: ["coast"], names: ["Open"] }),
    proposition("The coast stays empty", { slug: "coast-empty", topics: ["coast"] }),
  ],
  articles: [
    article(
      "three",
      [
        quotation(QUOTE, {
          stances: [onHarbour("NEUTRAL"), { proposition: "coast-empty", position: "CONDITIONAL", note: "in winter" }],
          topics: ["coast"],
          mentions: [
            { topic: "harbour", basis: "TEXT" },
            { topic: "fishing", basis: "HEADLINE" },
          ],
        }),
        paraphrase("other words", { speaker: "the-two", occasion: "regatta" }),
      ],
      { source: "nord-kurier", wire: "sandholm-post" },
    ),
    article("one", [paraphrase("It will feed us for another hundred", { speaker: "jo-lund", topics: ["coast"] })], {
      related: [{ headline: "On three", url: "https://news.example.org/three" }, { headline: "Elsewhere" }],
    }),
  ],
};

/** Returns the base's first article with a change. */
function withArticle(change: Partial<ReturnType<typeof article>>): ArchiveDocument {
  const document = base();
  const [first, ...rest] = document.articles ?? [];
  if (!first) throw new Error("the base has lost its article");
  return { ...document, articles: [{ ...first, ...change }, ...rest] };
}

const statements = base().articles?.[0]?.statements ?? [];
const moved = `Sandholm. ${BODY}`;

/** Documents that each change one thing in the base, as a later version of the same file would. */
const changes: [string, ArchiveDocument][] = [
  ["a passage that has moved", withArticle({ body: moved })],
  [
    "a passage that is reworded",
    withArticle({
      body: BODY.replace("must stay open", "must be kept open"),
      statements: [
        statements[0] as never,
        paraphrase("the old harbour must be kept open", { text: "The harbour is to be kept." }),
      ],
    }),
  ],
  ["passages that are gone", withArticle({ statements: [] })],
  [
    "one that is gone and one that is new",
    withArticle({ statements: [...statements.slice(1), paraphrase("It will")] }),
  ],
  ["a new headline and another date", withArticle({ headline: "Another story", publishedAt: "2021-05-09" })],
  ["an article without what it was related to", withArticle({ related: [] })],
  ["an article related to others", withArticle({ related: [{ headline: "Elsewhere" }, { headline: "And there" }] })],
  [
    "other speakers, topics, spans and dates",
    withArticle({
      statements: [
        quotation(QUOTE, {
          speaker: "olaf-gruen",
          topics: ["fishing"],
          stances: [onHarbour("NEUTRAL"), onHarbour("SUPPORTS", "Dan")],
          mentions: [{ topic: "sandholm", basis: "HEADLINE" }],
          saidAt: "2021-05",
          appearance: {
            cue: "said",
            media: ["SPEECH"],
            passage: {
              exact: QUOTE,
              spans: [
                { role: "CONTENT", exact: "The harbour fed us" },
                { role: "CUE", exact: "said", prefix: "she " },
              ],
            },
          },
        }),
        ...statements.slice(1).reverse(),
      ],
    }),
  ],
  [
    "other stances",
    withArticle({
      statements: [{ ...(statements[0] as never as object), stances: [onHarbour("OPPOSES")] } as never],
      isPartial: true,
    }),
  ],
  [
    "a retraction",
    withArticle({
      statements: [
        {
          ...(statements[0] as never as object),
          stances: undefined,
          status: "RETRACTED",
          statusReason: "No.",
        } as never,
      ],
    }),
  ],
  ["all at once", withArticle({ headline: "New", body: moved, statements: statements.slice(0, 1), related: [] })],
];

/** A document that completes or corrects the nouns of the base. */
const completions: ArchiveDocument = {
  sources: [
    {
      name: "Sandholm Post",
      kind: "OUTLET",
      fictional: true,
      wikidataId: "Q900000005",
      url: "https://news.example.org",
    },
  ],
  speakers: [
    {
      slug: "ada-brandt",
      name: "Ada Brandt-Holm",
      kind: "PERSON",
      fictional: true,
      description: "Mayor",
      wikidataId: "Q900000001",
      names: ["Ada Holm", { name: "A. Brandt", language: "en" }],
      roles: [
        { label: "Mayor of Sandholm", organization: "Sandholm", startsOn: "2019", endsOn: "2023-06-01" },
        { label: "Minister", startsOn: "2023-06" },
      ],
    },
    { name: "Jo Lund", kind: "PERSON", fictional: true },
    { name: "Harbour Alliance", kind: "GROUP", fictional: true, members: ["ada-brandt", "jo-lund"] },
  ],
  topics: [{ name: "Harbour", kind: "ISSUE", fictional: true, names: ["Hafen"], broader: ["fishing"] }],
};

describe("undone, an import leaves the archive as it was", () => {
  test.each<[string, Record<string, ArchiveDocument>]>([
    ["that added", { "added.json": additions }],
    ["that asserted the same", { "same.json": base() }],
    ["that completed and corrected nouns", { "nouns.json": completions }],
    ["that referred to what is there", { "reference.json": { articles: [article("four", [paraphrase("words")])] } }],
    ["of a file that no longer said anything", { "base.json": {} }],
    ...changes.map(([what, document]): [string, Record<string, ArchiveDocument>] => [
      `of the same file with ${what}`,
      { "base.json": document },
    ]),
    [
      "of several files that changed the same in turn",
      {
        "one.json": withArticle({ headline: "First" }),
        "base.json": withArticle({ headline: "Second", body: moved }),
        "nouns.json": completions,
        "three.json": additions,
      },
    ],
  ])("an import that is undone leaves the archive as it was: %s", async (_what, files) => {
    await importFiles({ "base.json": base() });
    const before = await contents(database);
    const id = await importFiles(files);
    expect(await contents(database)).not.toEqual(before);
    const undone = await undoImport(database, id);
    expect(undone).not.toBeNull();
    expect(await contents(database)).toEqual(before);
  });

  test.each(changes.filter(([what]) => !what.endsWith("reworded")))(
    "an import that is undone leaves what another file made: %s",
    async (_what, document) => {
      await importFiles({ "base.json": base() });
      const before = await contents(database);
      const id = await importFiles({ "other.json": document });
      expect(await contents(database)).not.toEqual(before);
      await undoImport(database, id);
      expect(await contents(database)).toEqual(before);
    },
  );

  test("an import that is undone leaves an empty archive empty and says what went", async () => {
    const before = await contents(database);
    const id = await importFiles({ "base.json": base(), "added.json": additions });
    const had = await contents(database);
    expect(await undoImport(database, id)).toEqual({
      removed: expect.objectContaining({
        article: had.article?.length,
        statement: had.statement?.length,
        appearance: had.appearance?.length,
        speaker: had.speaker?.length,
        speaker_name: had.speaker_name?.length,
        topic_name: had.topic_name?.length,
      }),
      ...{ restored: 0, kept: 0 },
    });
    expect(await contents(database)).toEqual(before);
  });

  test("an import that does not exist cannot be undone", async () => {
    await importFiles({ "base.json": base() });
    const before = await contents(database);
    expect(await undoImport(database, 4_711)).toBeNull();
    expect(await contents(database)).toEqual(before);
  });
});

describe("undone before one that came later", () => {
  /** Returns the contents of the archive without the origins. */
  async function facts(): Promise<Record<string, string[]>> {
    const { origin, import: imports, import_file, assertion, revision, ...rest } = await contents(database);
    const withoutOrigin = async (table: string) => {
      const name = Prisma.raw(table);
      const query = Prisma.sql`SELECT (to_jsonb(${name}) - 'origin_id')::text AS row FROM ${name} ORDER BY id`;
      return (await database.query<{ row: string }>(query)).map(({ row }) => row);
    };
    // Each origin judges for itself: two that judge the same have a stance each.
    const judged = await database.query<{ row: string }>(
      Prisma.sql`SELECT DISTINCT (to_jsonb(stance) - '{id,origin_id,created_at,recorded_at}'::text[])::text AS row FROM stance ORDER BY row`,
    );
    return {
      ...rest,
      statement: await withoutOrigin("statement"),
      appearance: await withoutOrigin("appearance"),
      stance: judged.map(({ row }) => row),
    };
  }

  test("an undone import leaves what a later one asserts to that one", async () => {
    const first = await importFiles({ "base.json": base() });
    await importFiles({ "same.json": base() });
    const before = await facts();
    const later = await database.prisma.origin.findFirstOrThrow({ where: { name: "test same.json" } });
    const asserted = await database.prisma.assertion.count({ where: { originId: later.id } });
    expect(await undoImport(database, first)).toEqual({ removed: { stance: 2 }, restored: 0, kept: 0 });
    expect(await facts()).toEqual(before);
    const origins = await database.prisma.origin.findMany();
    expect(origins.map(({ id }) => id)).toEqual([later.id]);
    expect(await database.prisma.assertion.count()).toBe(asserted);
    expect(await database.prisma.statement.count({ where: { originId: later.id } })).toBe(before.statement?.length);
    expect(await database.prisma.appearance.count({ where: { originId: later.id } })).toBe(before.appearance?.length);
  });

  test("an undone import leaves the nouns that a later one refers to, each with its name", async () => {
    const first = await importFiles({ "base.json": base() });
    await importFiles({
      "reference.json": {
        articles: [
          article("four", [
            paraphrase("some words"),
            paraphrase("their words", { speaker: "harbour-alliance", topics: [] }),
          ]),
        ],
      },
    });
    await undoImport(database, first);
    const speakers = await database.prisma.speaker.findMany({ include: { names: true }, orderBy: { slug: "asc" } });
    expect(speakers.map(({ slug, names }) => [slug, names.map(({ name }) => name)])).toEqual([
      ["ada-brandt", ["Ada Brandt"]],
      ["harbour-alliance", ["Harbour Alliance"]],
      ["olaf-gruen", ["Olaf Grün"]],
    ]);
    expect(await database.prisma.topic.findMany()).toMatchObject([{ slug: "harbour" }]);
    expect(await database.prisma.source.findMany()).toMatchObject([{ slug: "sandholm-post" }]);
  });

  test("an undone import takes its words along if another prints the same in its own", async () => {
    const first = await importFiles({ "one.json": documentWith(article("one", [quotation(`${QUOTE}!`)])) });
    await importFiles({
      "two.json": documentWith(article("two", [quotation(QUOTE)], { publishedAt: "2021-05-09", language: "en-GB" })),
    });
    await undoImport(database, first);
    expect(await database.prisma.statement.findMany()).toMatchObject([
      { text: QUOTE, language: "en-GB", saidAt: new Date("2021-05-09T00:00:00Z") },
    ]);
  });

  const headline = (text: string) => ({ articles: [article("one", [], { headline: text, statements: undefined })] });
  const headlineNow = async () =>
    (await database.prisma.article.findUniqueOrThrow({ where: { url: "https://news.example.org/one" } })).headline;

  test.each([
    [["a", "b", "c"]],
    [["a", "c", "b"]],
    [["b", "a", "c"]],
    [["b", "c", "a"]],
    [["c", "a", "b"]],
    [["c", "b", "a"]],
  ])("three imports of the same leave the last one's words when they are undone in the order %j", async (order) => {
    await importFiles({ "base.json": base() });
    const before = await contents(database);
    const ids: Record<string, number> = {};
    for (const name of ["a", "b", "c"]) ids[name] = await importFiles({ [`${name}.json`]: headline(name) });
    const left = ["a", "b", "c"];
    for (const name of order) {
      await undoImport(database, ids[name] ?? 0);
      left.splice(left.indexOf(name), 1);
      expect(await headlineNow()).toBe(left.at(-1) ?? "On one");
    }
    expect(await contents(database)).toEqual(before);
  });

  test("an undone import leaves what another one changed between its two files", async () => {
    await importFiles({ "base.json": base() });
    const before = await contents(database);
    const id = await beginImport(database, "test", {});
    const step = async (name: string, importId: number) => {
      const file = { name, path: name, sha256: createHash("sha256").update(name).digest("hex") };
      const { originId } = await record(database, headline(name), originOf("test", file));
      await noteProgress(database, file, { importId, originId, piecesDone: 1, isFinished: true }, {});
    };
    await step("first", id);
    const between = await importFiles({ between: headline("between") });
    await step("second", id);
    await undoImport(database, id);
    expect(await headlineNow()).toBe("between");
    await undoImport(database, between);
    expect(await contents(database)).toEqual(before);
  });

  test.each(changes)("both versions of a file are undone, the first one first: %s", async (_what, document) => {
    const before = await contents(database);
    const first = await importFiles({ "base.json": base() });
    const second = await importFiles({ "base.json": document });
    await undoImport(database, first);
    await undoImport(database, second);
    expect(await contents(database)).toEqual(before);
  });
});

test("a printing that an import had removed comes back behind the one in its place", async () => {
  await importFiles({ "base.json": base() });
  const shorter = base();
  shorter.articles?.[1]?.statements?.pop();
  const id = await importFiles({ "base.json": shorter });
  await importFiles({ other: { articles: [article("two", [paraphrase("more words")], { isPartial: true })] } });
  await undoImport(database, id);
  const printings = await database.prisma.appearance.findMany({
    where: { article: { url: { endsWith: "/two" } } },
    orderBy: { position: "asc" },
  });
  expect(printings.map(({ exact }) => exact)).toEqual([QUOTE, "more words", "a few words"]);
});

test("a list of imports shows what the archive has because of each", async () => {
  const first = await importFiles({ "base.json": base() });
  const second = await importFiles({ "added.json": additions, "same.json": base() });
  expect(await listImports(database)).toMatchObject([
    { id: second, format: "test", files: 2, statements: 8, articles: 3, speakers: 5 },
    { id: first, format: "test", files: 1, statements: 5, articles: 2, speakers: 3 },
  ]);
  await undoImport(database, first);
  expect(await listImports(database)).toMatchObject([{ id: second, statements: 8, articles: 3, speakers: 5 }]);
});

describe("an import that made a topic an event", () => {
  const regatta = (more: object = {}) => ({
    topics: [{ name: "Regatta", kind: "ISSUE" as const, fictional: true, ...more }],
  });
  const event = { kind: "EVENT" as const, startsOn: "2031-05", place: "Sandholm" };
  const said = (occasion?: string) => ({
    ...base(),
    articles: [article("three", [paraphrase("some words", { ...(occasion && { occasion }) })])],
  });
  const topic = () =>
    database.prisma.topic.findUniqueOrThrow({
      where: { slug: "regatta" },
      select: { kind: true, startsOn: true, place: true },
    });

  test.each<[string, () => Promise<unknown>, object, number]>([
    ["nobody relies on it", async () => {}, { kind: "ISSUE", startsOn: null, place: null }, 0],
    [
      "another’s statement was made there",
      () => importFiles({ "said.json": said("regatta") }),
      { kind: "EVENT", startsOn: null, place: null },
      1,
    ],
    [
      "another gave it a date",
      () => importFiles({ "dated.json": regatta({ ...event, startsOn: "2031-06" }) }),
      { kind: "EVENT", startsOn: "2031-06", place: null },
      1,
    ],
  ])(
    "an import of events is undone as a whole, and the topic stays an event only if somebody relies on it: %s",
    async (_, then, left, kept) => {
      await importFiles({ "base.json": base(), "topics.json": regatta() });
      const id = await importFiles({ "events.json": regatta(event) });
      await then();
      expect(await undoImport(database, id)).toMatchObject({ kept });
      expect(await topic()).toEqual(left);
      await expectSound(database);
    },
  );

  test("an import of events is undone with the occasions that it gave to earlier statements", async () => {
    await importFiles({ "topics.json": regatta() });
    await importFiles({ "said.json": said() });
    const id = await importFiles({ "events.json": regatta(event), "said.json": said("regatta") });
    expect(await undoImport(database, id)).toMatchObject({ kept: 0 });
    expect(await topic()).toEqual({ kind: "ISSUE", startsOn: null, place: null });
    expect(await database.prisma.statement.count({ where: { occasionId: { not: null } } })).toBe(0);
    await expectSound(database);
  });

  test("an import is undone even if the topic was an event before it became an issue", async () => {
    await importFiles({ "topics.json": regatta(event) });
    const id = await importFiles({ "issues.json": regatta({ kind: "ISSUE" }) }).catch(() => null);
    if (id !== null) await undoImport(database, id);
    expect(await topic()).toEqual(event);
  });
});

test("an undone import leaves the event at which a statement of another origin was made", async () => {
  await importFiles({ "base.jsonl": base() });
  const id = await importFiles({ "events.jsonl": { topics: [{ name: "Regatta", kind: "EVENT", fictional: true }] } });
  const regatta = await database.prisma.topic.findUniqueOrThrow({ where: { slug: "regatta" } });
  // An editor asserts the statement, and not the topic that it refers to.
  await database.prisma.statement.updateMany({ data: { occasionId: regatta.id } });
  await undoImport(database, id);
  expect(await database.prisma.topic.count({ where: { slug: "regatta" } })).toBe(1);

  const other = await importFiles({ "fair.jsonl": { topics: [{ name: "Fair", kind: "EVENT", fictional: true }] } });
  await undoImport(database, other);
  expect(await database.prisma.topic.count({ where: { slug: "fair" } })).toBe(0);
});
