import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { record } from "../../src/record/record.ts";
import { openApi } from "../helpers/api.ts";
import { article, IMPORT, source, speaker, statement, topic } from "../helpers/factories.ts";

const SPEAKERS = 6;
const DAYS = ["2021-05-07", "2021-05-08", "2021-05-09"];
const at = <Value>(values: readonly Value[], i: number) => values[i % values.length] as Value;

/** Many rows of every noun, mostly equal in the fields that lists are sorted by: names, dates, counts and ranks. */
const crowd = {
  sources: [
    source("Sandholm Post"),
    ...Array.from({ length: 5 }, (_, i) => source(at(["Kurier", "Echo"], i), { slug: `source-${i}` })),
  ],
  speakers: Array.from({ length: SPEAKERS }, (_, i) =>
    speaker(at(["Ada Brandt", "Ada Brand", "Bo"], i), { slug: `speaker-${i}` }),
  ),
  topics: [
    topic("All"),
    ...Array.from({ length: 7 }, (_, i) => topic(at(["Nets", "Boats"], i), { slug: `topic-${i}`, broader: ["all"] })),
  ],
  articles: Array.from({ length: 9 }, (_, i) =>
    article(
      `crowd-${i}`,
      Array.from({ length: 5 }, (_, j) =>
        statement(`The ${at(["harbour", "harbour and boats", "boats"], i + j)} of article ${i}, sentence ${j}.`, {
          speaker: `speaker-${(i + j) % SPEAKERS}`,
          topics: [`topic-${(i * j) % 7}`, `topic-${j}`],
          saidAt: at(DAYS, i + 2 * j),
        }),
      ),
      { publishedAt: at(DAYS, i), source: at(["sandholm-post", "source-1"], i) },
    ),
  ),
};

/** One quotation that many articles print, for the list of its printings. */
const repeated = Array.from({ length: 8 }, (_, i) =>
  article(
    `again-${i}`,
    [
      statement("“We shall mend every net before the winter comes.”", {
        kind: "DIRECT",
        speaker: "speaker-0",
        saidAt: "2021-05-07",
      }),
    ],
    { publishedAt: at(DAYS, i) },
  ),
);

const api = openApi({ ...crowd, articles: [...crowd.articles, ...repeated] });

const statements = (args: string) => `statements(${args} PAGE) { CONNECTION }`;
const SEARCH = '"harbour OR boats"';

/** Every connection in every order, each with a query. */
const lists: [string, string][] = [
  ["statements, newest first", `{ ${statements("")} }`],
  ["statements, oldest first", `{ ${statements("orderBy: { field: SAID_AT, direction: ASC }")} }`],
  [
    "statements on several topics by several speakers",
    `{ ${statements('filter: { topic: ["Nets", "Boats"], speaker: ["Ada Brandt", "Bo"] }')} }`,
  ],
  [
    "statements on several topics, oldest first",
    `{ ${statements('filter: { topic: ["All", "Boats"] } orderBy: { field: SAID_AT, direction: ASC }')} }`,
  ],
  ["statements with a text", `{ ${statements(`filter: { text: ${SEARCH} }`)} }`],
  ["statements by relevance", `{ ${statements(`filter: { text: ${SEARCH} } orderBy: { field: RELEVANCE }`)} }`],
  [
    "statements by relevance, the least first",
    `{ ${statements(`filter: { text: ${SEARCH} } orderBy: { field: RELEVANCE, direction: ASC }`)} }`,
  ],
  ["a speaker's statements", `{ speaker(by: { slug: "speaker-1" }) { ${statements("")} } }`],
  [
    "a topic's statements by relevance",
    `{ topic(by: { slug: "all" }) { ${statements(`filter: { text: ${SEARCH} } orderBy: { field: RELEVANCE }`)} } }`,
  ],
  [
    "an article's statements",
    '{ article(by: { url: "https://news.example.org/crowd-3" }) { statements(PAGE) { CONNECTION } } }',
  ],
  ["printings", "{ statements(filter: { kind: [DIRECT] }) { nodes { appearances(PAGE) { CONNECTION } } } }"],
  ["speakers by name", "{ speakers(PAGE) { CONNECTION } }"],
  ["speakers by name, Z first", "{ speakers(orderBy: { field: NAME, direction: DESC } PAGE) { CONNECTION } }"],
  ["speakers by likeness", '{ speakers(filter: { name: "ada" } PAGE) { CONNECTION } }'],
  [
    "speakers by likeness, the least first",
    '{ speakers(filter: { name: "ada brand" } orderBy: { field: RELEVANCE, direction: ASC } PAGE) { CONNECTION } }',
  ],
  ["a speaker's articles", '{ speaker(by: { slug: "speaker-0" }) { articles(PAGE) { CONNECTION } } }'],
  ["a speaker's topics", '{ speaker(by: { slug: "speaker-1" }) { topics(PAGE) { CONNECTION } } }'],
  ["topics", "{ topics(PAGE) { CONNECTION } }"],
  ["narrower topics", '{ topic(by: { slug: "all" }) { narrower(PAGE) { CONNECTION } } }'],
  ["a topic's speakers", '{ topic(by: { slug: "all" }) { speakers(PAGE) { CONNECTION } } }'],
  ["articles", "{ articles(PAGE) { CONNECTION } }"],
  ["articles, oldest first", "{ articles(orderBy: { field: PUBLISHED_AT, direction: ASC } PAGE) { CONNECTION } }"],
  [
    "articles of several sources",
    '{ articles(filter: { source: ["sandholm-post", "Kurier", "source-1"] } PAGE) { CONNECTION } }',
  ],
  ["sources", "{ sources(PAGE) { CONNECTION } }"],
  ["a source's articles", '{ source(by: { slug: "sandholm-post" }) { articles(PAGE) { CONNECTION } } }'],
];

interface Page {
  totalCount: number;
  edges: { cursor: string; node: { id: string } }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

async function readPage(list: string, page: string): Promise<Page> {
  const query = list
    .replace("PAGE", page)
    .replace(
      "CONNECTION",
      "totalCount nodes { id } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }",
    );
  const answer = await api.ask(query);
  const connection = findConnection(answer);
  expect(connection.nodes).toEqual(connection.edges.map(({ node }) => node));
  expect(connection.pageInfo.startCursor).toBe(connection.edges[0]?.cursor ?? null);
  expect(connection.pageInfo.endCursor).toBe(connection.edges.at(-1)?.cursor ?? null);
  return connection;
}

/** Returns the only connection in an answer, at any depth. */
function findConnection(answer: object): Page & { nodes: { id: string }[] } {
  if ("edges" in answer) return answer as Page & { nodes: { id: string }[] };
  return findConnection(Object.values(answer)[0]);
}

const idsOf = ({ edges }: Page) => edges.map(({ node }) => node.id);

/** Reads the whole list in pages of the given sizes, forwards or backwards; `between` runs after each page. */
async function readAll(
  list: string,
  sizes: readonly number[],
  way: "forward" | "backward",
  between = async () => {},
): Promise<string[]> {
  const [size, cursor] = way === "forward" ? ["first", "after"] : ["last", "before"];
  let all: string[] = [];
  let place = "";
  for (let i = 0; ; i++) {
    const page = await readPage(list, `${size}: ${at(sizes, i)}${place}`);
    all = way === "forward" ? [...all, ...idsOf(page)] : [...idsOf(page), ...all];
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = page.pageInfo;
    if (!(way === "forward" ? hasNextPage : hasPreviousPage)) return all;
    place = `, ${cursor}: "${way === "forward" ? endCursor : startCursor}"`;
    await between();
  }
}

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });

describe("pages together are the whole list, nothing twice or lost", () => {
  test.each(lists)("pages together are the whole list without gap or repetition: %s", async (_what, list) => {
    const whole = await readPage(list, "first: 100");
    const ids = idsOf(whole);
    expect(ids.length).toBeGreaterThan(2);
    expect(new Set(ids).size).toBe(ids.length);
    expect(whole.totalCount).toBe(ids.length);
    expect(whole.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
    expect(idsOf(await readPage(list, "last: 100"))).toEqual(ids);
    await fc.assert(
      fc.asyncProperty(sizes, fc.constantFrom("forward" as const, "backward" as const), async (pageSizes, way) => {
        expect(await readAll(list, pageSizes, way)).toEqual(ids);
      }),
      { numRuns: 3, seed: 1 },
    );
  });

  test.each(lists)("pages between two cursors are that part of the list: %s", async (_what, list) => {
    const { edges, totalCount } = await readPage(list, "first: 100");
    const place = fc.nat({ max: edges.length - 1 });
    await fc.assert(
      fc.asyncProperty(
        place,
        place,
        fc.integer({ min: 0, max: 5 }),
        fc.boolean(),
        async (after, before, size, isForward) => {
          const page = await readPage(
            list,
            `${isForward ? "first" : "last"}: ${size}, after: "${edges[after]?.cursor}", before: "${edges[before]?.cursor}"`,
          );
          const between = edges.slice(after + 1, before);
          expect(page.edges).toEqual(isForward ? between.slice(0, size) : size === 0 ? [] : between.slice(-size));
          expect(page.totalCount).toBe(totalCount);
        },
      ),
      { numRuns: 4, seed: 2 },
    );
  });
});

describe("while rows come and go between the pages", () => {
  /**
   * Lists whose rows keep their place when others are added or removed. Lists sorted by counts or relevance may
   * reorder.
   */
  const steady = lists.filter(([what]) =>
    /statements,|several|with a text|a speaker's statements|^speakers|^articles|^topics$|^sources|an article's/.test(
      what,
    ),
  );
  let added = 0;

  async function add(): Promise<void> {
    added += 1;
    const name = `passing-${added}`;
    await record(
      api.database,
      {
        sources: [source("Echo", { slug: name })],
        speakers: [speaker("Ada Brand", { slug: name })],
        topics: [topic("Boats", { slug: name })],
        articles: [
          article(
            name,
            [
              statement(`The harbour, in passing ${added}.`, {
                speaker: "speaker-1",
                topics: ["topic-1"],
                saidAt: at(DAYS, added),
              }),
            ],
            { publishedAt: at(DAYS, added + 1) },
          ),
        ],
      },
      IMPORT,
    );
  }

  /** Deletes everything that was added. Cursors that point to it stay valid. */
  async function removeAdded(): Promise<void> {
    await api.database.query(Prisma.sql`DELETE FROM statement WHERE text LIKE 'The harbour, in passing %'`);
    for (const table of ["article", "speaker", "topic", "source"]) {
      const column = table === "article" ? "url" : "slug";
      await api.database.query(
        Prisma.sql`DELETE FROM ${Prisma.raw(table)} WHERE ${Prisma.raw(column)} LIKE '%passing-%'`,
      );
    }
  }

  test.each(steady)("rows that stay appear exactly once while others come and go: %s", async (_what, list) => {
    const before = idsOf(await readPage(list, "first: 100"));
    await fc.assert(
      fc.asyncProperty(
        sizes,
        fc.constantFrom("forward" as const, "backward" as const),
        fc.infiniteStream(fc.boolean()),
        async (pageSizes, way, coins) => {
          const read = await readAll(list, pageSizes, way, async () => {
            if (added % 5 < 4 && coins.next().value) await add();
            else await removeAdded();
          });
          expect(new Set(read).size).toBe(read.length);
          expect(read.filter((id) => before.includes(id))).toEqual(before);
          await removeAdded();
        },
      ),
      { numRuns: 2, seed: 3 },
    );
  });

  test("a cursor survives the deletion of its row", async () => {
    await removeAdded();
    const list = '{ statements(filter: { topic: ["Boats"] } PAGE) { CONNECTION } }';
    await add();
    const { edges } = await readPage(list, "first: 100");
    const texts = await api.ask('{ statements(filter: { text: "passing" }) { nodes { id } } }');
    const place = edges.findIndex(({ node }) => node.id === texts.statements.nodes[0].id);
    await removeAdded();
    const cursor = edges[place]?.cursor;
    expect((await readPage(list, `first: 100, after: "${cursor}"`)).edges).toEqual(edges.slice(place + 1));
    expect((await readPage(list, `last: 100, before: "${cursor}"`)).edges).toEqual(edges.slice(0, place));
  });
});

describe("sizes", () => {
  test.each(lists)("a page has 20 rows by default and none if none are asked for: %s", async (_what, list) => {
    const whole = await readPage(list, "first: 100");
    const none = await readPage(list, "first: 0");
    expect(none).toMatchObject({
      edges: [],
      totalCount: whole.totalCount,
      pageInfo: { hasNextPage: true, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
    expect(await readPage(list, "last: 0")).toMatchObject({
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
    const unasked = await readPage(list, "first: null, last: null, after: null, before: null");
    expect(unasked.edges).toEqual(whole.edges.slice(0, 20));
    expect(unasked.pageInfo.hasNextPage).toBe(whole.edges.length > 20);
  });
});

describe("bad pages are refused with the argument's name", () => {
  const cursorOf = (...values: unknown[]) => Buffer.from(JSON.stringify(values)).toString("base64url");
  const name = "statements.SAID_AT.DESC";
  const instant = "2021-05-07T00:00:00.000Z";

  test.each<[string, string, string]>([
    ["below nothing", "first: -1", "`first` must be between 0 and 100, not -1."],
    ["too much", "first: 101", "`first` must be between 0 and 100, not 101."],
    ["from the end", "last: -2147483648", "`last` must be between 0 and 100, not -2147483648."],
    ["far too much", "last: 2147483647", "`last` must be between 0 and 100, not 2147483647."],
    ["both ways", "first: 1, last: 1", "Give `first` or `last`, not both."],
    ...[
      ["empty", ""],
      ["text", "abc"],
      ["ten thousand characters", "x".repeat(10_000)],
      ["not a list", Buffer.from('{"a":1}').toString("base64url")],
      ["nothing in it", cursorOf()],
      ["no name", cursorOf(7, instant, 1)],
      ["a strange name", cursorOf("a b", instant, 1)],
      ["no values", cursorOf(name)],
      ["too few", cursorOf(name, instant)],
      ["too many", cursorOf(name, instant, 1, 1)],
      ["an instant that is none", cursorOf(name, "yesterday", 1)],
      ["31 February", cursorOf(name, "2021-02-31T00:00:00.000Z", 1)],
      ["the year 0", cursorOf(name, "0000-01-01T00:00:00.000Z", 1)],
      ["an hour 24", cursorOf(name, "2021-02-01T24:00:00.000Z", 1)],
      ["SQL for an instant", cursorOf(name, "'; DROP TABLE statement; --", 1)],
      ["an id that is text", cursorOf(name, instant, "1")],
      ["an id that is no integer", cursorOf(name, instant, 1.5)],
      ["an id too large", cursorOf(name, instant, 2 ** 53)],
      ["null", cursorOf(name, null, null)],
      ["lists", cursorOf([name], [instant], [1])],
      ["an instant with NUL", cursorOf(name, `${instant}\0`, 1)],
    ].flatMap(([what, cursor]) => [
      [`after: ${what}`, `after: ${JSON.stringify(cursor)}`, "`after` is not a cursor that this API gave."] as [
        string,
        string,
        string,
      ],
      [
        `before: ${what}`,
        `last: 1, before: ${JSON.stringify(cursor)}`,
        "`before` is not a cursor that this API gave.",
      ] as [string, string, string],
    ]),
    [
      "another order",
      `after: "${cursorOf("statements.SAID_AT.ASC", instant, 1)}"`,
      "`after` is a cursor of another list or order (statements.SAID_AT.ASC, not statements.SAID_AT.DESC).",
    ],
    [
      "another list",
      `before: "${cursorOf("articles.PUBLISHED_AT.DESC", instant, 1)}"`,
      "`before` is a cursor of another list or order (articles.PUBLISHED_AT.DESC, not statements.SAID_AT.DESC).",
    ],
  ])("a bad page is refused with its argument's name: %s", async (_what, page, message) => {
    expect(await api.refusal(`{ statements(${page}) { totalCount } }`)).toBe(message);
    expect(await api.refusal(`{ speaker(by: { slug: "speaker-1" }) { statements(${page}) { nodes { id } } } }`)).toBe(
      message,
    );
  });

  test("a cursor that is cut short or changed is refused or read as a place, and never causes a fault", async () => {
    for (const [, list] of lists) {
      const { edges } = await readPage(list, "first: 1");
      const cursor = edges[0]?.cursor ?? "";
      await fc.assert(
        fc.asyncProperty(
          fc.nat({ max: cursor.length - 1 }),
          fc.constantFrom("", "A", "_", "9", "é", "\u0000"),
          async (i, letter) => {
            const forged = cursor.slice(0, i) + letter + (letter === "" ? "" : cursor.slice(i + 1));
            const query = list
              .replace("PAGE", `after: ${JSON.stringify(forged)}`)
              .replace("CONNECTION", "nodes { id }");
            const { errors } = await api.execute(query);
            for (const { originalError } of errors ?? []) expect(originalError?.name).toBe("InputError");
          },
        ),
        { numRuns: 6, seed: 4 },
      );
    }
  });
});
