import { describe, expect, test } from "@jest/globals";
import { type DocumentNode, type ExecutionResult, execute, getOperationAST, parse, validate } from "graphql";
import { compiledRuns } from "../../src/graphql/compiled.ts";
import { smallSchema } from "../fixtures/smallSchema.ts";

const schema = smallSchema();
type Variables = Record<string, unknown>;

function operationOf(document: DocumentNode) {
  const operation = getOperationAST(document);
  if (operation == null) throw new Error("one operation was expected");
  return operation;
}

/**
 * Returns the compiled form of a document, if there is one: an operation is compiled when it arrives for the second
 * time.
 */
async function compiled(text: string, variables: Variables = {}): Promise<ExecutionResult | null> {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const findRun = compiledRuns(schema);
  expect(findRun(document, operationOf(document), variables)).toBeNull();
  return (await findRun(document, operationOf(document), variables)?.({}, variables)) ?? null;
}

async function interpreted(text: string, variables: Variables = {}): Promise<ExecutionResult> {
  return execute({ schema, document: parse(text), variableValues: variables, contextValue: {} });
}

/** Returns an answer as JSON with its errors sorted by path, because errors of sibling fields come in any order. */
function plain({ data, errors }: ExecutionResult) {
  const shown = errors?.map((error) => error.toJSON());
  const path = (error: { path?: readonly unknown[] }) => JSON.stringify(error.path);
  return JSON.parse(JSON.stringify({ data, errors: shown?.sort((a, b) => path(a).localeCompare(path(b))) }));
}

async function expectEqualAnswers(text: string, variables: Variables = {}): Promise<void> {
  const answer = await compiled(text, variables);
  expect(answer).not.toBeNull();
  expect(plain(answer as ExecutionResult)).toEqual(plain(await interpreted(text, variables)));
}

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
  ])("%s", async (_what, text) => expectEqualAnswers(text));

  test.each<[string, string, Variables]>([
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
  ])("variables: %s", async (_what, text, variables) => expectEqualAnswers(text, variables));

  const conditional = `query ($yes: Boolean!, $no: Boolean = false) {
    shelf { id @include(if: $yes) name @skip(if: $yes) ...F @include(if: $no) ... @skip(if: $no) { tags } }
    other: shelf { ...F }
    echo @skip(if: true)
  } fragment F on Shelf { label books(first: 1) @include(if: $yes) { totalCount } }`;

  test.each([{ yes: true }, { yes: false }, { yes: true, no: true }, { yes: false, no: true }])(
    "@skip and @include: %j",
    async (variables) => expectEqualAnswers(conditional, variables),
  );

  test("@skip and @include are decided for each request anew", async () => {
    const document = parse(conditional);
    const findRun = compiledRuns(schema);
    findRun(document, operationOf(document), { yes: true });
    for (const yes of [true, false, true]) {
      const answer = await findRun(document, operationOf(document), { yes })?.({}, { yes });
      expect(plain(answer as ExecutionResult)).toEqual(plain(await interpreted(conditional, { yes })));
    }
  });
});

describe("what is left to the ordinary executor", () => {
  test.each<[string, string, Variables]>([
    ["interfaces", `{ node(id: "s1") { id } }`, {}],
    ["fragments on interfaces", `{ shelf { ... on Node { id } } }`, {}],
    ["introspection", `{ __schema { queryType { name } } }`, {}],
    ["an alias that JavaScript takes for something else", `{ __proto__: echo }`, {}],
    ["a condition that is no Boolean", `query ($x: Boolean!) { echo @skip(if: $x) }`, { x: "yes" }],
    ["@oneOf variables", `query ($by: Pick!) { pick(by: $by) { id } }`, { by: { id: "1", name: "2" } }],
    [
      "input types that hold themselves",
      `query ($f: Endless) { endless(filter: $f) }`,
      { f: { inner: { word: "x" } } },
    ],
    ["defaults of input fields that must not be null", `query ($f: Strict) { strict(filter: $f) }`, { f: {} }],
    [
      "variables in lists that may be null",
      `query ($n: Int, $t: String = "x") { shelf(filter: { word: ["a", $t], size: $n }) { label } }`,
      { n: null },
    ],
    ["a default that is text", `query ($t: String = "x") { echo(text: $t) }`, {}],
  ])("%s", async (_what, text, variables) => {
    expect(await compiled(text, variables)).toBeNull();
  });

  test("variables that do not fit: no data, so that the ordinary executor says what is wrong", async () => {
    expect((await compiled(`query ($n: Int) { books(first: $n) { totalCount } }`, { n: "two" }))?.data).toBeUndefined();
  });
});

test("a string is never taken for code", async () => {
  const marker = "__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d";
  const attack = `${marker}0),x:(globalThis.injected=true`;
  for (const text of [
    `{ echo(text: "${attack}") }`,
    `{ shelf(names: ["${attack}"], filter: { word: "${attack}" }) { label } }`,
  ]) {
    await expectEqualAnswers(text);
  }
  expect(globalThis).not.toHaveProperty("injected");
});
