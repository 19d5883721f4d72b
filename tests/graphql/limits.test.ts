import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { type GraphQLError, getIntrospectionQuery, getOperationAST, parse, validate } from "graphql";
import { costAnalysis } from "../../src/graphql/cost.ts";
import { maximumTokens, shapeError, shapeLimits } from "../../src/graphql/limits.ts";
import { smallSchema } from "../fixtures/smallSchema.ts";
import { processorTime } from "../helpers/processorTime.ts";

const schema = smallSchema();

function shapeErrorOf(text: string): GraphQLError | undefined {
  const document = parse(text);
  const operation = getOperationAST(document);
  if (operation == null) throw new Error("one operation was expected");
  return shapeError(document, operation);
}

const nested = (levels: number) => `${"books { nodes { shelf { ".repeat(levels)} id ${"} } }".repeat(levels)}`;
const repeat = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => part(index)).join(" ");

/** Returns a query with 2^levels copies of a field, whose text grows by one line a level. */
const bomb = (levels: number) =>
  `{ ...F0 } ${repeat(levels, (level) => `fragment F${level} on Query { ...F${level + 1} ... { ...F${level + 1} } }`)} fragment F${levels} on Query { echo }`;

describe("shape limits", () => {
  test.each([
    ["depth", `{ ${nested(4)} }`, 13, shapeLimits.depth],
    ["number of aliases", `{ shelf { ${repeat(31, (index) => `a${index}: name`)} } }`, 31, shapeLimits.aliases],
    ["number of root fields", `{ ${"echo ".repeat(21)} }`, 21, shapeLimits.rootFields],
    ["number of directives", `{ shelf { ${"name @skip(if: false) ".repeat(51)} } }`, 51, shapeLimits.directives],
    [
      "number of introspections, with aliases in them,",
      "{ __schema { types { a: fields { name } b: fields { name } } } }",
      3,
      shapeLimits.introspections,
    ],
    [
      "number of aliases",
      `{ shelf { ...A ...A ...A } } fragment A on Shelf { ${repeat(11, (index) => `a${index}: name`)} }`,
      33,
      shapeLimits.aliases,
    ],
  ])("%s", (name, text, actual, allowed) => {
    const error = shapeErrorOf(text);
    expect(error?.message).toBe(`The operation's ${name} is ${actual}; at most ${allowed} is allowed.`);
    expect(error?.extensions).toMatchObject({
      code: "QUERY_TOO_COMPLEX",
      limit: { name, actual, allowed },
      http: { status: 400 },
    });
  });

  test.each([
    [
      "depth",
      `{ ${nested(3)} shelf { books { edges { node { shelf { books { edges { node { shelf { books { totalCount } } } } } } } } } } }`,
    ],
    ["aliases", `{ shelf { ${repeat(30, (index) => `a${index}: name`)} } }`],
    ["root fields", `{ ${"echo ".repeat(20)} }`],
    ["directives", `{ shelf { ${"name @skip(if: false) ".repeat(50)} } }`],
    [
      "the introspection query of tools",
      getIntrospectionQuery({ descriptions: true, inputValueDeprecation: true, oneOf: true }),
    ],
  ])("just within: %s", (_what, text) => expect(shapeErrorOf(text)).toBeUndefined());

  test("fragments that spread fragments are counted without being written out", () => {
    // If the fragments were expanded, there would be a thousand billion fields, and the test would not end.
    expect(shapeErrorOf(bomb(40))?.extensions.limit).toMatchObject({
      actual: 2 ** 40,
      allowed: shapeLimits.rootFields,
    });
    const deeper = bomb(40).replace("{ ...F0 }", "{ shelf { books { nodes { shelf { name } } } } ...F0 }");
    expect(shapeErrorOf(deeper)).toBeDefined();
  });

  test("no document within the token limit takes long to validate", () => {
    const fill = (part: string, tokens: number) => `{ ${`${part} `.repeat(Math.floor((maximumTokens - 2) / tokens))}}`;
    for (const text of [
      fill("echo", 1),
      fill("shelf{id}", 4),
      fill("books{nodes{id}}", 7),
      fill("...{shelf{id}}", 7),
      bomb(60),
    ]) {
      const document = parse(text, { maxTokens: maximumTokens });
      const check = () => validate(schema, document, undefined, { maxErrors: 4 });
      // This takes 30 ms; the limit only has to detect quadratic time or worse.
      expect(processorTime(check)).toBeLessThan(1_000);
    }
  });
});

test("the documented limits are those that hold", () => {
  const page = readFileSync(new URL("../../docs/http.md", import.meta.url), "utf8");
  const documented = (name: string) =>
    Number(new RegExp(`^\\| ${name}[^|]* \\| ([\\d,]+)`, "m").exec(page)?.[1]?.replace(",", ""));
  const { rootFields, ...others } = shapeLimits;
  for (const [name, allowed] of Object.entries({ ...others, "root fields": rootFields, tokens: maximumTokens })) {
    expect([name, documented(name)]).toEqual([name, allowed]);
  }
});

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
  ])("%s", (_what, text, expected) => expect(cost(text)).toBe(expected));

  test("variables count with their values and defaults", () => {
    const text =
      "query ($n: Int = 5, $all: Boolean = true) { books(first: $n) { nodes { shelf @include(if: $all) { id } } } }";
    expect(cost(text)).toBe(1 + 5 * 2);
    expect(cost(text, { n: 7 })).toBe(1 + 7 * 2);
    expect(cost(text, { n: 7, all: false })).toBe(1 + 7);
    expect(cost(text, { n: null })).toBe(1 + 20 * 2);
    expect(cost("query ($ids: [ID!]!) { shelves(ids: $ids) { id } }", { ids: ["1", "2", "3", "4"] })).toBe(4);
  });

  test("variables that do not fit have no cost: such an operation does not run", () => {
    expect(cost("query ($n: Int) { books(first: $n) { nodes { id } } }", { n: "many" })).toBeUndefined();
  });
});
