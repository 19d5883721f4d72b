import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { type GraphQLError, getIntrospectionQuery, getOperationAST, parse, validate } from "graphql";
import { LONGEST_DOCUMENT, maximumTokens, shapeError, shapeLimits } from "../../src/graphql/limits.ts";
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
  ])("a document beyond a limit of shape is refused: %s", (name, text, actual, allowed) => {
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
  ])("a document just within the limits of shape is allowed: %s", (_what, text) =>
    expect(shapeErrorOf(text)).toBeUndefined(),
  );

  test("a document is refused that is longer than a thousand tokens ever need", () => {
    const withComment = (length: number) => `{ echo }#${"x".repeat(length - 9)}`;
    expect(shapeErrorOf(withComment(LONGEST_DOCUMENT))).toBeUndefined();
    const error = shapeErrorOf(withComment(LONGEST_DOCUMENT + 1));
    expect(error?.message).toBe("The operation's length in characters is 20001; at most 20000 is allowed.");
    expect(error?.extensions).toMatchObject({ code: "QUERY_TOO_COMPLEX", limit: { allowed: LONGEST_DOCUMENT } });
    expect(shapeErrorOf(`mutation ${withComment(2 * LONGEST_DOCUMENT)}`)).toBeUndefined();
  });

  test("fragments within fragments are counted without being written out", () => {
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

test("the documentation lists the limits that hold", () => {
  const page = readFileSync(new URL("../../docs/http.md", import.meta.url), "utf8");
  const documented = (name: string) =>
    Number(new RegExp(`^\\| ${name}[^|]* \\| ([\\d,]+)`, "m").exec(page)?.[1]?.replace(",", ""));
  const { rootFields, ...others } = shapeLimits;
  for (const [name, allowed] of Object.entries({
    ...others,
    "root fields": rootFields,
    tokens: maximumTokens,
    characters: LONGEST_DOCUMENT,
  })) {
    expect([name, documented(name)]).toEqual([name, allowed]);
  }
});
