import { describe, expect, test } from "@jest/globals";
import { getOperationAST, type OperationDefinitionNode, parse, validate } from "graphql";
import { costAnalysis } from "../../src/graphql/cost.ts";
import { loadSchema } from "../../src/graphql/schema.ts";
import { smallSchema } from "../fixtures/smallSchema.ts";

const schema = smallSchema();

describe("cost", () => {
  const costOf = costAnalysis(schema);
  function cost(text: string, variables: Record<string, unknown> = {}): number | undefined {
    const document = parse(text);
    expect(validate(schema, document)).toEqual([]);
    const operation = getOperationAST(document);
    if (operation == null) throw new Error("one operation was expected");
    const first = costOf(document, operation, variables);
    expect(costOf(document, operation, variables)).toBe(first);
    return first;
  }

  test.each([
    ["leaves cost nothing", "{ echo __typename }", 0],
    ["an object costs one", "{ shelf { id name tags } }", 1],
    ["@cost says otherwise", "{ expensive }", 500],
    ["a page has twenty unless told", "{ books { nodes { id } } }", 1 + 20],
    ["as many as are asked for", "{ books(first: 3) { nodes { shelf { id } } } }", 1 + 3 * 2],
    ["from the other end too", "{ books(last: 3) { edges { node { id } } } }", 1 + 3 * 2],
    ["what is beside the list is counted once", "{ books(first: 50) { totalCount pageInfo { hasNextPage } } }", 1],
    [
      "lists in lists multiply",
      "{ books(first: 10) { nodes { shelf { books(first: 10) { nodes { id } } } } } }",
      1 + 10 * (1 + 1 + 1 + 10),
    ],
    ["a list of ids is as long as it is", `{ shelves(ids: ["a", "b", "c"]) { id } }`, 3],
    ["a list of unstated length counts as ten", "{ shelf { holes { id } } }", 1 + 10],
    [
      "fragments count where they are spread",
      "{ books(first: 2) { ...C } } fragment C on BookConnection { nodes { ...B } } fragment B on Book { shelf { id } }",
      1 + 2 * 2,
    ],
    [
      "alternatives are all counted",
      `{ node(id: "1") { ... on Book { shelf { id } } ... on Shelf { books(first: 1) { nodes { id } } } } }`,
      1 + 1 + 2,
    ],
    ["a negative size is refused elsewhere", "{ books(first: -5) { nodes { id } } }", 1],
    ["so is a page too large", "{ books(first: 1000000) { nodes { id } } }", 1 + 100],
    ["introspection has limits of its own", "{ __schema { types { name } } }", 0],
  ])("an operation costs what its pages and fields add up to: %s", (_what, text, expected) =>
    expect(cost(text)).toBe(expected),
  );

  test.each([
    ["{ topics(first: 100) { nodes { name } } }", 101],
    ["{ topics(first: 100) { nodes { names { name } } } }", 101 + 100 * 5 * 0.4],
    ["{ topics(first: 1) { nodes { names { name } broader { name } } } }", 1 + 1 + 2 + 1],
    ["{ speakers(first: 1) { nodes { names { name } } } }", 4],
  ])("an operation's cost is a whole number, names included: %s", (text, expected) => {
    const document = parse(text);
    const costIn = costAnalysis(loadSchema());
    expect(costIn(document, getOperationAST(document) as OperationDefinitionNode)).toBe(expected);
  });

  const words = Array.from({ length: 30 }, (_, i) => `word${i}`).join(" OR ");
  const names = (count: number) => Array.from({ length: count }, (_, i) => `name${i}`);
  test.each<[string, string, Record<string, unknown>, number]>([
    ["a page", "first: 1", {}, 2],
    ["a page by one name each", 'first: 1, filter: { speaker: ["a"], topic: ["b"], status: [PUBLISHED] }', {}, 2],
    ["a word", 'first: 1, filter: { text: "harbour" }', {}, 2 + 1],
    ["words and a phrase", 'first: 1, filter: { text: "old -pier OR \\"in a row\\"" }', {}, 2 + 3],
    ["the same word again", 'first: 1, filter: { text: "pier pier pier" }', {}, 2 + 1],
    ["relevance", 'first: 1, orderBy: { field: RELEVANCE }, filter: { text: "pier" }', {}, 2 + 1 + 50],
    ["dates", "first: 1, orderBy: { field: SAID_AT }", {}, 2],
    ["the past", 'first: 1, asOf: "2020-01-01"', {}, 2 + 50],
    ["no past", "first: 1, asOf: null", {}, 2],
    ["three statuses", "first: 1, filter: { status: [PUBLISHED, PROPOSED, RETRACTED] }", {}, 3],
    ["many names", "first: 1, filter: $filter", { filter: { speaker: names(100), topic: names(100) } }, 2 + 1_000],
    [
      "everything at once",
      "first: 1, asOf: $at, orderBy: $order, filter: $filter",
      {
        at: "2020-01-01",
        order: { field: "RELEVANCE" },
        filter: { text: words, speaker: names(20), topic: names(10), status: ["PUBLISHED", "RETRACTED"] },
      },
      2 + 50 + 50 + 30 + 40,
    ],
  ])("an operation's cost counts what its arguments ask for: %s", (_name, args, variables, expected) => {
    const declared = "($at: DateTime, $order: StatementOrder, $filter: StatementFilter)";
    const document = parse(`query ${declared} { statements(${args}) { nodes { id } } }`);
    const operation = getOperationAST(document) as OperationDefinitionNode;
    const costIn = costAnalysis(loadSchema());
    for (let i = 0; i < 2; i++) expect(costIn(document, operation, variables)).toBe(Math.ceil(expected));
  });

  test.each([
    ["written out", (text: string) => [`{ statements(filter: { text: "${text}" }) { totalCount } }`, {}]],
    [
      "in a variable",
      (text: string) => ["query ($text: String) { statements(filter: { text: $text }) { totalCount } }", { text }],
    ],
    [
      "in a filter",
      (filter: string) => [
        "query ($filter: StatementFilter) { statements(filter: $filter) { totalCount } }",
        { filter: { text: filter } },
      ],
    ],
  ] as const)("an operation with too many words in a text is refused, %s", (_name, ask) => {
    const [text, variables] = ask(`${words} OR another`);
    const document = parse(text as string);
    const operation = getOperationAST(document) as OperationDefinitionNode;
    const costIn = costAnalysis(loadSchema());
    const limit = { name: "number of words and phrases in a text", actual: 31, allowed: 30 };
    for (let i = 0; i < 2; i++)
      expect(() => costIn(document, operation, variables as Record<string, unknown>)).toThrow(
        expect.objectContaining({ extensions: expect.objectContaining({ code: "QUERY_TOO_COMPLEX", limit }) }),
      );
  });

  const whole = "totalCount facets { speakers { count node { name } } kinds { count } roles { count } }";
  test.each([
    [
      "a facet counts once, and by its values",
      "statements(first: 0) { facets { speakers(first: 30) { count node { name } } } }",
      1 + 1 + 20 + 30 * 1.5,
    ],
    [
      "a timeline counts by its buckets",
      "statements(first: 0) { timeline(interval: YEAR) { buckets { count } } }",
      1 + 20 + 6,
    ],
    [
      "a split timeline counts by its series",
      "statements(first: 0) { timeline(interval: YEAR, splitBy: KIND, top: 3) { series { kind buckets { count } } } }",
      1 + 20 + 10 + 3 * (1 + 6),
    ],
    [
      "facets below parents count for each",
      `topics(first: 20) { nodes { statements { ${whole} } } }`,
      1 + 20 * (1 + 1 + 5 + 1 + 20 + 15 + 20 + 5 + 40 + 5),
    ],
  ])("an operation's cost counts what is counted over whole lists: %s", (_name, field, expected) => {
    const document = parse(`{ ${field} }`);
    const operation = getOperationAST(document) as OperationDefinitionNode;
    expect(costAnalysis(loadSchema())(document, operation)).toBe(Math.ceil(expected));
  });

  test("an operation's cost counts variables as if they were written out, whatever was asked before", () => {
    const text =
      "query ($filter: StatementFilter, $order: StatementOrder) { statements(first: 1, orderBy: $order, filter: $filter) { nodes { id } } }";
    const document = parse(text);
    const operation = getOperationAST(document) as OperationDefinitionNode;
    const costIn = costAnalysis(loadSchema());
    const asked = (filter: object, field = "SAID_AT") => costIn(document, operation, { filter, order: { field } });
    expect(asked({})).toBe(2);
    expect(asked({ text: "pier" })).toBe(3);
    expect(asked({ text: words })).toBe(32);
    expect(asked({ text: "pier" }, "RELEVANCE")).toBe(53);
    expect(asked({ text: "pier" })).toBe(3);
    expect(asked({ speaker: names(10), topic: names(10) })).toBe(12);
    expect(asked({ speaker: names(10), topic: names(11) })).toBe(13);
  });

  test("an operation's cost counts what the arguments of a list below others ask for, for each of them", () => {
    const statements = 'statements(first: 1, orderBy: { field: RELEVANCE }, filter: { text: "pier" }) { nodes { id } }';
    const document = parse(`{ topics(first: 20) { nodes { ${statements} } } }`);
    const operation = getOperationAST(document) as OperationDefinitionNode;
    expect(costAnalysis(loadSchema())(document, operation)).toBe(1 + 20 * (1 + 2 + 51));
    const articles = parse(
      "query ($s: [String!]) { articles(first: 1, filter: { speaker: $s, source: $s }) { nodes { id } } }",
    );
    const listed = getOperationAST(articles) as OperationDefinitionNode;
    expect(costAnalysis(loadSchema())(articles, listed, { s: names(60) })).toBe(2 + 360);
  });

  test("an operation's cost counts the values and defaults of variables", () => {
    const text =
      "query ($n: Int = 5, $all: Boolean = true) { books(first: $n) { nodes { shelf @include(if: $all) { id } } } }";
    expect(cost(text)).toBe(1 + 5 * 2);
    expect(cost(text, { n: 7 })).toBe(1 + 7 * 2);
    expect(cost(text, { n: 7, all: false })).toBe(1 + 7);
    expect(cost(text, { n: null })).toBe(1 + 20 * 2);
    expect(cost("query ($ids: [ID!]!) { shelves(ids: $ids) { id } }", { ids: ["1", "2", "3", "4"] })).toBe(4);
  });

  test("an operation whose variables do not fit has no cost, because it does not run", () => {
    expect(cost("query ($n: Int) { books(first: $n) { nodes { id } } }", { n: "many" })).toBeUndefined();
  });
});
