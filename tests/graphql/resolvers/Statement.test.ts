import { describe, expect, test } from "@jest/globals";
import { record } from "../../../src/record/record.ts";
import { openApi } from "../../helpers/api.ts";
import { clear } from "../../helpers/archive.ts";
import { article, IMPORT, statement } from "../../helpers/factories.ts";
import { labels, world } from "../../helpers/world.ts";

const api = openApi(world);

/** Returns the statements that a filter finds, as labels, newest first. */
async function found(
  filter: Record<string, unknown>,
  rest: Record<string, unknown> = {},
): Promise<(string | undefined)[]> {
  const query = `query ($filter: StatementFilter, $orderBy: StatementOrder) {
    statements(filter: $filter, orderBy: $orderBy, first: 100) { totalCount nodes { text } }
  }`;
  const { statements } = await api.ask(query, { filter, ...rest });
  expect(statements.totalCount).toBe(statements.nodes.length);
  return labels(statements.nodes);
}

const published = ["zh", "eo", "tr", "ru", "de", "boats", "rotten", "nobody", "fed", "alliance", "someone", "festival"];
const onMay7 = ["nobody", "fed"];

describe("filters", () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    ["none: all that are published", {}, published],
    [
      "null does not narrow",
      {
        speaker: null,
        topic: null,
        source: null,
        article: null,
        kind: null,
        said: null,
        text: null,
        language: null,
        status: null,
      },
      published,
    ],
    [
      "a speaker's name; the group's words are found by its members",
      { speaker: ["Ada Brandt"] },
      ["fed", "alliance", "festival"],
    ],
    ["in another script", { speaker: ["АДА БРАНДТ"] }, ["fed", "alliance", "festival"]],
    ["punctuation and spaces apart", { speaker: ["  a.b.   BRANDT!"] }, ["fed", "alliance", "festival"]],
    ["a slug", { speaker: ["olaf-gruen"] }, ["de", "alliance"]],
    ["a Wikidata id, in either case", { speaker: ["q900000001"] }, ["fed", "alliance", "festival"]],
    ["the group itself", { speaker: ["Harbour Alliance"] }, ["alliance"]],
    ["a name that two bear", { speaker: ["weber"] }, ["boats", "rotten"]],
    [
      "any of several, each statement once",
      { speaker: ["Weber", "Jonas Weber", "Ada Brandt", "harbour-alliance"] },
      ["boats", "rotten", "fed", "alliance", "festival"],
    ],
    ["a name nobody bears", { speaker: ["Nobody At All"] }, []],
    ["a name nobody bears beside one that is borne", { speaker: ["Nobody At All", "Olaf Grun"] }, ["de", "alliance"]],
    ["Turkish letters, however they are typed", { speaker: ["SUKRU ISIKOGLU"] }, ["tr"]],
    ["Persian letters for Arabic ones", { speaker: ["کریم الصالح"] }, ["eo"]],
    ["sharp s and umlauts", { speaker: ["OLAF GRÜN"] }, ["de", "alliance"]],

    ["a topic", { topic: ["Fishing"] }, ["eo", "ru", "boats", "rotten", "fed", "someone"]],
    [
      "a broader topic finds what is narrower, at any depth",
      { topic: ["Sandholm"] },
      ["zh", "tr", "de", "rotten", "nobody", "fed", "alliance"],
    ],
    [
      "several topics that overlap, each statement once",
      { topic: ["Harbour", "Fishing", "Coast"] },
      ["zh", "eo", "tr", "ru", "de", "boats", "rotten", "nobody", "fed", "alliance", "someone"],
    ],
    ["a topic's name in another language", { topic: ["hafen"] }, ["tr", "de", "rotten", "nobody", "fed", "alliance"]],

    ["a source that publishes", { source: ["nord kurier"] }, ["de", "boats", "rotten", "fed", "alliance"]],
    ["a source that supplies", { source: ["Coast Wire"] }, ["nobody", "fed"]],
    ["an article, by its URL", { article: ["https://news.example.org/harbour"] }, ["nobody", "fed"]],
    ["articles that are not there", { article: ["https://nowhere.example.org/", "", "\0"] }, []],
    ["a kind", { kind: ["DIRECT"] }, ["fed"]],
    ["kinds", { kind: ["MIXED", "DIRECT", "MIXED"] }, ["rotten", "fed"]],
    [
      "a language finds its regions",
      { language: ["EN"] },
      ["boats", "rotten", "nobody", "fed", "alliance", "someone", "festival"],
    ],
    ["a region does not find its language", { language: ["en-GB"] }, ["rotten"]],
    ["languages", { language: ["tr", "zh-Hant", "eo"] }, ["eo", "tr"]],
    ["no language by half its letters", { language: ["e", ""] }, []],
    ["a status", { status: ["RETRACTED"] }, ["wrong"]],
    [
      "every status",
      { status: ["PROPOSED", "RETRACTED", "PUBLISHED", "PROPOSED"], topic: ["Fischerei"], kind: ["INDIRECT"] },
      ["eo", "ru", "boats", "wrong", "again", "someone"],
    ],

    ["from is in", { said: { from: "2021-06-04" } }, ["zh", "eo"]],
    ["to is in", { said: { from: "2021-06-03T00:00:00Z", to: "2021-06-04" } }, ["eo", "tr"]],
    ["an offset", { said: { from: "2021-06-05T02:00:00+02:00", to: "2021-06-05T02:00:00.001+02:00" } }, ["zh"]],
    ["an open beginning", { said: { to: "2019-01-01" } }, ["festival"]],
    ["a span without ends", { said: {} }, published],
    ["a day", { said: { from: "2021-06-05", to: "2021-06-05" } }, ["zh"]],
    ["a day with a time in it", { said: { from: "2021-05-07", to: "2021-05-07" } }, onMay7],
    ["a month", { said: { from: "2021-06", to: "2021-06" } }, ["zh", "eo", "tr", "ru", "de"]],
    [
      "a year",
      { said: { from: "2021", to: "2021" } },
      published.filter((label) => !["festival", "someone"].includes(label)),
    ],
    ["an instant", { said: { from: "2021-05-07T09:30:00Z", to: "2021-05-07T09:30:00Z" } }, ["fed"]],
    ["until just before it", { said: { from: "2021-05-07T09:29Z", to: "2021-05-07T09:29:59.999Z" } }, []],
    ["until the last year", { said: { from: "2021-06-05", to: "9999" } }, ["zh"]],
    [
      "a span on a topic",
      { topic: ["Fishing"], said: { from: "2021-05-09", to: "2021-06-02" } },
      ["ru", "boats", "rotten"],
    ],

    [
      "all together, with AND",
      {
        speaker: ["Ada Brandt", "Anna Weber"],
        topic: ["Sandholm"],
        source: ["Nord-Kurier"],
        kind: ["DIRECT", "MIXED"],
        language: ["en"],
        said: { from: "2021-01" },
        text: "harbour OR pier",
      },
      ["rotten", "fed"],
    ],
  ])("a filter of statements narrows the list: %s", async (_what, filter, expected) => {
    expect(new Set(await found(filter))).toEqual(new Set(expected));
    expect((await found(filter)).length).toBe(expected.length);
  });

  test.each(["speaker", "topic", "source", "article", "kind", "language", "status"])(
    "a filter with an empty list of `%s` matches nothing",
    async (field) => {
      expect(await found({ [field]: [] })).toEqual([]);
      expect(await found({ topic: ["Coast"], speaker: ["Ada Brandt"], [field]: [] })).toEqual([]);
    },
  );

  test("a filter takes the global ids of its noun and of no other", async () => {
    const {
      speaker,
      topic,
      source,
      article: printed,
    } = await api.ask(`{
      speaker(by: { slug: "anna-weber" }) { id }
      topic(by: { slug: "old-pier" }) { id }
      source(by: { slug: "coast-wire" }) { id }
      article(by: { url: "https://news.example.org/harbour" }) { id }
    }`);
    expect(await found({ speaker: [speaker.id] })).toEqual(["rotten"]);
    expect(new Set(await found({ topic: [topic.id] }))).toEqual(new Set(["rotten", "nobody", "alliance"]));
    expect(await found({ source: [source.id] })).toEqual(["nobody", "fed"]);
    expect(await found({ article: [printed.id] })).toEqual(["nobody", "fed"]);
    expect(await found({ speaker: [topic.id, source.id, printed.id] })).toEqual([]);
    expect(await found({ article: [speaker.id] })).toEqual([]);
  });
});

describe("text", () => {
  test.each<[string, string, string[]]>([
    ["stems, in English", "boat", ["boats"]],
    ["in German", "haus strasse", ["de"]],
    ["in Russian, ё as е", "рыбакам елка", ["ru"]],
    ["in Turkish, without its letters", "balikci ateskes", ["tr"]],
    ["in Turkish, with them", "balıkçı ışık", ["tr"]],
    ["in a language that has no stemmer: whole words, accents folded", "fisKaptistoj", ["eo"]],
    ["in Chinese, which has no spaces: any word", "停火", ["zh"]],
    ["words apart, in any order", "战争 呼吁", ["zh"]],
    ["letters that do not stand together are no word", "停争", []],
    ["a Chinese phrase", '"立即停火"', ["zh"]],
    [
      "not a Chinese word",
      "-停火 -boat -harbour -рыбак",
      ["eo", "tr", "de", "rotten", "nobody", "alliance", "someone", "festival"],
    ],
    ["either of two scripts", "结束 OR boats", ["zh", "boats"]],
    ["an unbalanced quote before Chinese", '"停火', ["zh"]],
    ["a phrase", '"boats were promised" OR "promised new boats"', ["boats"]],
    ["either", "contradicted OR councillor", ["nobody", "rotten"]],
    [
      "not, in every language",
      "-boat -рыбак -harbour",
      ["zh", "eo", "tr", "de", "rotten", "nobody", "alliance", "someone", "festival"],
    ],
    ["all of several words", "pier alliance", ["alliance"]],
    ["only punctuation", "!?… — ()", []],
    ["only words too common to search for", "the of and", []],
    ["nothing", "", []],
    ["spaces", "   ", []],
    ["unbalanced quotes", '"promised new', ["boats"]],
    ["signs of the query language", "boats & | ! <-> :* ( \\ '", ["boats"]],
    ["NUL", "bo\0ats", []],
    ["a lone surrogate", "boats \ud800", ["boats"]],
    ["combining characters", "größere".normalize("NFD"), ["de"]],
    ["two hundred words", `boats ${"OR nets ".repeat(99)}`, ["boats", "someone"]],
    ["SQL", "'; DROP TABLE statement; --", []],
  ])("a search for text finds what is meant: %s", async (_what, text, expected) => {
    expect(new Set(await found({ text }))).toEqual(new Set(expected));
  });

  test("a snippet marks the matching words in the statement's own letters", async () => {
    const { statements } = await api.ask(
      `{ statements(filter: { text: "strasse OR contradict OR isik" }) { edges { snippet { text isMatch } } } }`,
    );
    const matches = statements.edges.flatMap(({ snippet }: { snippet: { text: string; isMatch: boolean }[] }) =>
      snippet.filter(({ isMatch }) => isMatch).map(({ text }) => text),
    );
    expect(matches).toEqual(["ışık", "Straße", "contradicted"]);
    for (const { snippet } of statements.edges)
      expect(snippet.map(({ text }: { text: string }) => text).join("")).toContain(" ");
  });

  test("a snippet keeps Chinese letters together", async () => {
    const { statements } = await api.ask(
      '{ statements(filter: { text: "停火" }) { edges { snippet { text isMatch } } } }',
    );
    expect(statements.edges[0].snippet).toEqual([
      { text: "我们呼吁立即", isMatch: false },
      { text: "停火", isMatch: true },
      { text: "，结束战争。", isMatch: false },
    ]);
  });

  test("a snippet is null without a search for text", async () => {
    expect((await api.ask("{ statements(first: 1) { edges { snippet { text } } } }")).statements.edges).toEqual([
      { snippet: null },
    ]);
  });

  test("the order by relevance puts first what says it more often and closer together", async () => {
    const [first] = await found({ text: "harbour OR fed OR again" }, { orderBy: { field: "RELEVANCE" } });
    expect(first).toBe("fed");
    const least = await found(
      { text: "harbour OR fed OR again" },
      { orderBy: { field: "RELEVANCE", direction: "ASC" } },
    );
    expect(least.at(-1)).toBe("fed");
  });

  test("the order by relevance is refused without a text", async () => {
    expect(await api.refusal("{ statements(orderBy: { field: RELEVANCE }) { totalCount } }")).toBe(
      "RELEVANCE needs the filter `text`.",
    );
  });
});

describe("order", () => {
  test("the order of statements is newest first, or oldest first if asked for", async () => {
    expect(await found({})).toEqual(published);
    expect(await found({}, { orderBy: { field: "SAID_AT", direction: "ASC" } })).toEqual([...published].reverse());
    expect(await found({}, { orderBy: { field: "SAID_AT" } })).toEqual(published);
  });
});

describe("matched", () => {
  test("the field `matched` says name by name what was meant", async () => {
    const { statements } = await api.ask(`{
      statements(filter: { speaker: ["Weber", "nobody", "weber", "Weber"], topic: ["Hafen", "Зандхольм"], source: ["q900000003", "none"] }) {
        matched {
          speakers { slug } topics { slug } sources { slug } unmatched
          names { given field nodes { __typename ... on Speaker { slug } ... on Topic { slug } ... on Source { slug } } }
        }
      }
    }`);
    expect(statements.matched).toEqual({
      speakers: [{ slug: "anna-weber" }, { slug: "jonas-weber" }],
      topics: [{ slug: "harbour" }, { slug: "sandholm" }],
      sources: [{ slug: "sandholm-post" }],
      unmatched: ["nobody", "none"],
      names: [
        {
          given: "Weber",
          field: "speaker",
          nodes: [
            { __typename: "Speaker", slug: "anna-weber" },
            { __typename: "Speaker", slug: "jonas-weber" },
          ],
        },
        { given: "nobody", field: "speaker", nodes: [] },
        {
          given: "weber",
          field: "speaker",
          nodes: [
            { __typename: "Speaker", slug: "anna-weber" },
            { __typename: "Speaker", slug: "jonas-weber" },
          ],
        },
        { given: "Hafen", field: "topic", nodes: [{ __typename: "Topic", slug: "harbour" }] },
        { given: "Зандхольм", field: "topic", nodes: [{ __typename: "Topic", slug: "sandholm" }] },
        { given: "q900000003", field: "source", nodes: [{ __typename: "Source", slug: "sandholm-post" }] },
        { given: "none", field: "source", nodes: [] },
      ],
    });
  });

  test("the field `matched` is empty if nothing was named", async () => {
    const { statements } = await api.ask(
      "{ statements { matched { speakers { slug } topics { slug } sources { slug } unmatched names { given } } } }",
    );
    expect(statements.matched).toEqual({ speakers: [], topics: [], sources: [], unmatched: [], names: [] });
  });
});

describe("the name of a statement in every archive", () => {
  const named = async (by: string, asOf?: string) => {
    const query = "query ($by: StatementBy!, $asOf: DateTime) { statement(by: $by, asOf: $asOf) { id urn text asOf } }";
    return (await api.ask(query, { by: { urn: by }, asOf })).statement;
  };

  test("a URN finds its statement, in capitals too, and as it was", async () => {
    const { statements } = await api.ask("{ statements(first: 3) { nodes { id urn text asOf } } }");
    for (const statement of statements.nodes) {
      expect(statement.urn).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
      expect(await named(statement.urn)).toEqual(statement);
      expect(await named(statement.urn.toUpperCase())).toEqual(statement);
      const then = new Date().toISOString();
      const { id, ...past } = await named(statement.urn, then);
      expect([past, id === statement.id]).toEqual([{ ...statement, id: undefined, asOf: then }, false]);
      expect(await named(statement.urn, "2001-01-01T00:00:00.000Z")).toBeNull();
    }
  });

  test.each([
    "",
    "urn:uuid:",
    "urn:uuid:00000000-0000-4000-8000-000000000000",
    "urn:uuid:00000000-0000-4000-8000-00000000000\u0000",
    "00000000-0000-4000-8000-000000000000",
    "urn:isbn:9783161484100",
  ])("%j finds nothing", async (urn) => {
    expect(await named(urn)).toBeNull();
  });
});

test("a statement has everything that was recorded about it", async () => {
  const { statements } = await api.ask(`{
    statements(filter: { kind: [DIRECT] }) {
      nodes {
        text kind saidAt saidAtPrecision saidOn saidAtBasis language originalLanguage status statusReason
        speaker { slug } speakerStatus speakerRole topics { slug } independentSourceCount
        assertedBy { kind name version }
        firstAppearance { attributionText cue article { headline } }
        appearances { totalCount nodes { kind text article { url } } }
      }
    }
  }`);
  expect(statements.nodes).toEqual([
    {
      text: "“The harbour fed us, and it will feed us again.”",
      kind: "DIRECT",
      saidAt: "2021-05-07T09:30:00.000Z",
      saidAtPrecision: "TIME",
      saidOn: "2021-05-07",
      saidAtBasis: "STATED",
      language: "en",
      originalLanguage: null,
      status: "PUBLISHED",
      statusReason: null,
      speaker: { slug: "ada-brandt" },
      speakerStatus: "IDENTIFIED",
      speakerRole: "Minister of the Sea",
      topics: [{ slug: "fishing" }, { slug: "harbour" }],
      // Two outlets print the agency's story, which counts once; one outlet has its own story.
      independentSourceCount: 2,
      assertedBy: { kind: "IMPORT", name: "test", version: "1" },
      firstAppearance: { attributionText: "she", cue: "said", article: { headline: "On harbour" } },
      appearances: {
        totalCount: 3,
        nodes: [
          {
            kind: "DIRECT",
            text: "“The harbour fed us, and it will feed us again.”",
            article: { url: "https://news.example.org/harbour" },
          },
          {
            kind: "DIRECT",
            text: "“The harbour fed us – and it will feed us again!”",
            article: { url: "https://news.example.org/harbour-again" },
          },
          {
            kind: "DIRECT",
            text: "“The harbour fed us, and it will feed us again.”",
            article: { url: "https://news.example.org/harbour-own" },
          },
        ],
      },
    },
  ]);
});

test("a date is brought without its instant", async () => {
  const { statements } = await api.ask(
    '{ statements(filter: { text: "fed" }, first: 1) { nodes { saidOn firstAppearance { article { publishedOn } } } } }',
  );
  expect(statements.nodes).toEqual([
    { saidOn: "2021-05-07", firstAppearance: { article: { publishedOn: "2021-05-07" } } },
  ]);
});

test("a statement says why its speaker is unknown and why it was retracted", async () => {
  const { statements } = await api.ask(`{
    statements(filter: { article: ["https://news.example.org/festival"], status: [PUBLISHED, PROPOSED, RETRACTED] }, orderBy: { field: SAID_AT, direction: ASC }) {
      nodes { text status statusReason speakerStatus speaker { slug } speakerRole saidAt saidAtPrecision saidOn saidAtBasis originalLanguage }
    }
  }`);
  expect(statements.nodes).toMatchObject([
    {
      speakerStatus: "IDENTIFIED",
      saidAt: "2018-01-01T00:00:00.000Z",
      saidAtPrecision: "YEAR",
      saidOn: "2018",
      saidAtBasis: "STATED",
      speakerRole: "Harbour master",
    },
    {
      status: "RETRACTED",
      statusReason: "Said by his brother.",
      saidAt: "2020-01-01T00:00:00.000Z",
      saidAtPrecision: "YEAR",
      saidAtBasis: "PUBLICATION",
    },
    { status: "PROPOSED", statusReason: null },
    { status: "PUBLISHED", speakerStatus: "UNKNOWN", speaker: null, speakerRole: null },
  ]);
});

describe("the role on the day", () => {
  const said = openApi();
  // She was harbour master until 2018, mayor from 2019-03 to 2021-05, and minister from 2021-05-07.
  test.each([
    ["1900-01-01", "Harbour master"],
    ["2018-12-31", "Harbour master"],
    ["2019-02-28", null],
    ["2019-03-01", "Mayor of Sandholm"],
    ["2021-05-06T23:59:59Z", "Mayor of Sandholm"],
    ["2021-05-07T00:00:00Z", "Minister of the Sea"],
    ["2021-05-31", "Minister of the Sea"],
    ["2999-01-01", "Minister of the Sea"],
  ])("a speaker's role on %s is %s", async (saidAt, speakerRole) => {
    await clear(said.database);
    await record(
      said.database,
      {
        ...world,
        articles: [article("role", [statement("She spoke.", { speaker: "ada-brandt", saidAt })])],
        links: [],
      },
      IMPORT,
    );
    const query =
      "{ statements { nodes { speakerRole } } articles { nodes { statements { nodes { speakerRole } } } } }";
    const { statements, articles } = await said.ask(query);
    expect(statements.nodes).toEqual([{ speakerRole }]);
    expect(articles.nodes).toEqual([{ statements: statements }]);
  });
});
