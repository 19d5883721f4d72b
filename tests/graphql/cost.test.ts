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
