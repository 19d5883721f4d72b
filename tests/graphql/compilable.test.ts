import { describe, expect, test } from "@jest/globals";
import { compiled, expectEqualAnswers } from "../helpers/executors.ts";

describe("what is left to the ordinary executor", () => {
  test.each<[string, string, Record<string, unknown>]>([
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
  ])("the ordinary executor runs %s", async (_what, text, variables) => {
    expect(await compiled(text, variables)).toBeNull();
  });

  test("the ordinary executor explains variables that do not fit", async () => {
    expect((await compiled(`query ($n: Int) { books(first: $n) { totalCount } }`, { n: "two" }))?.data).toBeUndefined();
  });
});

test("a compiled query takes no string for code", async () => {
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
