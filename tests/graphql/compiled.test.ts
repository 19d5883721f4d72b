import { describe, test } from "@jest/globals";
import { expectEqualAnswers } from "../helpers/executors.ts";

describe("a compiled query answers as the ordinary executor does", () => {
  test.each([
    [
      "lists, enums, custom scalars",
      `{ books(first: 3) { totalCount nodes { id title kind printedAt } edges { cursor node { shelf { name } } } } }`,
    ],
    [
      "string literals, in lists and objects",
      `{ shelf(name: "O'Hara \\"x\\"\\n", names: ["a", "b"], filter: { kind: PLAY, word: ["c"] }) { label } }`,
    ],
    ["one string where a list is expected", `{ shelf(names: "alone", filter: { word: "alone" }) { label } }`],
    ["defaults of arguments and of input fields", `{ shelf(filter: {}) { label } echo }`],
    ["a custom scalar as a literal", `{ echo(at: "2018-09-07T00:00:00+03:00", number: 1) }`],
    ["block strings", `{ echo(text: """\n  two\n  lines \${x} \`y\`\n""") }`],
    [
      "aliases, also of the same field",
      `{ a: shelf { x: name } b: shelf(name: "b") { name y: name } constructor: shelf { id } }`,
    ],
    [
      "fragments, nested and shared",
      `{ shelf { ...S } books(first: 2) { nodes { ...B ... on Book { kind } } } } fragment S on Shelf { name books(first: 1) { nodes { ...B } } } fragment B on Book { id shelf { id } }`,
    ],
    [
      "fields that are merged",
      `{ shelf { books(first: 1) { totalCount } } shelf { books(first: 1) { nodes { id } } name } }`,
    ],
    ["null where an object may be", `{ shelf(name: "none") { name } shelves(ids: ["a", "none"]) { name __typename } }`],
    ["an error in a nullable field", `{ fail(how: "x") books(first: 2) { nodes { title author } } }`],
    ["an error that clears its parent", `{ shelf { name broken } echo }`],
    ["an error that clears everything", `{ echo failHard(how: "x") }`],
    ["errors in the items of lists", `{ shelf { holes { name } } other: shelf { walls { name } } }`],
    ["errors of our own making", `{ books(first: -1) { totalCount } }`],
    ["operations chosen by nothing but being alone", `query Named { echo(text: "x") }`],
  ])("a compiled query gets the ordinary executor's answer: %s", async (_what, text) => expectEqualAnswers(text));

  test.each<[string, string, Record<string, unknown>]>([
    [
      "whole arguments",
      `query ($n: Int, $f: Filter, $k: [Kind!]) { books(first: $n, filter: $f, kinds: $k) { totalCount nodes { id } } }`,
      { n: 2, f: { kind: "PLAY", word: "x", since: "2018-09-07T00:00:00Z" }, k: ["NOVEL"] },
    ],
    ["left out", `query ($t: String, $n: String) { echo(text: $t) shelf(name: $n) { label } }`, {}],
    ["null", `query ($t: String, $n: String) { echo(text: $t) shelf(name: $n) { label } }`, { t: null, n: null }],
    [
      "inside literals",
      `query ($a: String!, $k: Kind) { shelf(filter: { word: [$a, "b"], kind: $k }) { label } }`,
      { a: "a", k: "NOVEL" },
    ],
    [
      "with defaults",
      `query ($n: Int = 2, $k: Kind = PLAY) { books(first: $n) { nodes { id } } shelf(filter: { kind: $k }) { label } }`,
      {},
    ],
    ["a Float that is a whole number", `query ($n: Int) { books(first: $n) { nodes { id } } }`, { n: 2.0 }],
    ["more of them than declared", `query ($t: String) { echo(text: $t) }`, { t: "x", other: 1 }],
  ])("a compiled query takes the same variables as the ordinary executor: %s", async (_what, text, variables) =>
    expectEqualAnswers(text, variables),
  );
});
