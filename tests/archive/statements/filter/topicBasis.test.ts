import { describe, expect, test } from "@jest/globals";
import { openApi } from "../../../helpers/api.ts";
import { article, source, speaker, statement, topic } from "../../../helpers/factories.ts";

// Each text names the reasons why its statement is about the harbour, or about the pier, which is in the harbour.
const statements = [
  statement("stated", { topics: ["harbour"] }),
  statement("text", { mentions: [{ topic: "harbour", basis: "TEXT" }] }),
  statement("headline", { mentions: [{ topic: "harbour", basis: "HEADLINE" }] }),
  statement("stated, text and headline", {
    speaker: "ada-brandt",
    topics: ["harbour", "fishing"],
    mentions: [
      { topic: "harbour", basis: "HEADLINE" },
      { topic: "harbour", basis: "TEXT" },
    ],
  }),
  statement("text, of the pier", { mentions: [{ topic: "pier", basis: "TEXT" }] }),
  statement("text, of the pier, and stated, of fishing", {
    speaker: "ada-brandt",
    topics: ["fishing"],
    mentions: [{ topic: "pier", basis: "TEXT" }],
  }),
  statement("nothing"),
];

const api = openApi({
  sources: [source("Sandholm Post")],
  speakers: [speaker("Ada Brandt")],
  topics: [topic("Harbour"), topic("Pier", { broader: ["harbour"] }), topic("Fishing")],
  articles: [article("one", statements)],
});

interface Page {
  totalCount: number;
  nodes: { text: string }[];
}

function textsOf({ totalCount, nodes }: Page): string[] {
  expect(nodes).toHaveLength(totalCount);
  return nodes.map(({ text }) => text);
}

async function found(filter: object): Promise<string[]> {
  const query =
    "query ($filter: StatementFilter) { statements(filter: $filter, first: 100) { totalCount nodes { text } } }";
  return textsOf((await api.ask(query, { filter })).statements).sort();
}

describe("a filter by topic asks for reasons", () => {
  const harbour = statements.slice(0, 6).map(({ text }) => text);

  test.each<[string, object, string[]]>([
    ["none: whatever they are", { topic: ["Harbour"] }, harbour],
    ["null does not narrow", { topic: ["Harbour"], topicBasis: null }, harbour],
    ["an empty list matches nothing", { topic: ["Harbour"], topicBasis: [] }, []],
    ["stated", { topic: ["Harbour"], topicBasis: ["STATED"] }, ["stated", "stated, text and headline"]],
    [
      "the text, narrower topics included",
      { topic: ["Harbour"], topicBasis: ["TEXT"] },
      ["stated, text and headline", "text", "text, of the pier", "text, of the pier, and stated, of fishing"],
    ],
    ["the headline", { topic: ["Harbour"], topicBasis: ["HEADLINE"] }, ["headline", "stated, text and headline"]],
    [
      "one of two",
      { topic: ["Harbour"], topicBasis: ["STATED", "HEADLINE", "STATED"] },
      ["headline", "stated", "stated, text and headline"],
    ],
    ["all three", { topic: ["Harbour"], topicBasis: ["STATED", "TEXT", "HEADLINE"] }, harbour],
    [
      "not of a broader topic",
      { topic: ["Pier"], topicBasis: ["TEXT"] },
      ["text, of the pier", "text, of the pier, and stated, of fishing"],
    ],
    ["not of another topic", { topic: ["Pier"], topicBasis: ["STATED"] }, []],
    [
      "of any of several topics, each statement once",
      { topic: ["Pier", "Fishing"], topicBasis: ["STATED"] },
      ["stated, text and headline", "text, of the pier, and stated, of fishing"],
    ],
    [
      "with a speaker",
      { speaker: ["Ada Brandt"], topic: ["Harbour"], topicBasis: ["STATED"] },
      ["stated, text and headline"],
    ],
    ["a topic that is none", { topic: ["Nowhere"], topicBasis: ["TEXT"] }, []],
  ])("a filter by topic may ask for reasons: %s", async (_what, filter, expected) => {
    expect(await found(filter)).toEqual([...expected].sort());
  });

  test("a filter by reasons needs a topic", async () => {
    const refusal = "`filter.topicBasis` is about the topics of `filter.topic`, which it needs.";
    expect(await api.refusal("{ statements(filter: { topicBasis: [TEXT] }) { totalCount } }")).toBe(refusal);
    expect(await api.refusal("{ statements(filter: { topicBasis: [], topic: null }) { totalCount } }")).toBe(refusal);
  });

  test("a filter by reasons below a topic asks about that topic and those in the filter", async () => {
    const below = async (slug: string, filter: string) => {
      const query = `{ topic(by: { slug: "${slug}" }) { statements(filter: ${filter}) { totalCount nodes { text } } } }`;
      return textsOf((await api.ask(query)).topic.statements).sort();
    };
    expect(await below("harbour", "{ topicBasis: [HEADLINE] }")).toEqual(["headline", "stated, text and headline"]);
    expect(await below("pier", "{ topicBasis: [HEADLINE] }")).toEqual([]);
    expect(await below("harbour", '{ topic: ["Fishing"], topicBasis: [STATED] }')).toEqual([
      "stated, text and headline",
    ]);
    expect(await below("harbour", '{ topic: ["Fishing"], topicBasis: [TEXT] }')).toEqual([]);
  });
});

test("a statement's tags give their reasons, and its topics name each once", async () => {
  const { statements: page } = await api.ask(
    "{ statements(first: 100) { nodes { text topics { slug } tags { topic { slug } basis } } } }",
  );
  const byText = new Map(page.nodes.map(({ text, ...rest }: { text: string }) => [text, rest]));
  expect(byText.get("stated, text and headline")).toEqual({
    topics: [{ slug: "fishing" }, { slug: "harbour" }],
    tags: [
      { topic: { slug: "fishing" }, basis: ["STATED"] },
      { topic: { slug: "harbour" }, basis: ["STATED", "TEXT", "HEADLINE"] },
    ],
  });
  expect(byText.get("text, of the pier")).toEqual({
    topics: [{ slug: "pier" }],
    tags: [{ topic: { slug: "pier" }, basis: ["TEXT"] }],
  });
  expect(byText.get("nothing")).toEqual({ topics: [], tags: [] });
});

test("the tags of a page take one SQL statement, and narrower topics another", async () => {
  const names = await api.countSql(
    '{ statements(filter: { topic: ["Harbour"], topicBasis: [TEXT] }) { totalCount nodes { tags { basis topic { name } } } } }',
  );
  expect(names).toEqual([
    "topics.matching",
    "topics.under",
    "statements.few.topicBasis",
    "statements.list",
    "topics.tags",
  ]);
});
