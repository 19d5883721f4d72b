import { expect, test } from "@jest/globals";
import { oneLine } from "../../src/cli/oneLine.ts";
import { tableOf } from "../../src/cli/table.ts";

test.each([
  ["what clears the screen", "a\u001b[2J", "a\\u{1b}[2J"],
  ["the same in one sign", "a\u009b2J", "a\\u{9b}2J"],
  ["a line of its own", "a\nERROR: b\r", "a\\u{a}ERROR: b\\u{d}"],
  ["a line's end of Unicode's", "a\u2028b\u2029", "a\\u{2028}b\\u{2029}"],
  ["what turns the direction", "a\u202eb\u2066c", "a\\u{202e}b\\u{2066}c"],
])("one line of output writes %s out", (_what, text, shown) => {
  expect(oneLine(text)).toBe(shown);
});

test.each([["Эрдоган"], ["السلام"], ["👩‍👩‍👧‍👦 Z͑ͫ\u0343"], ["a\u200fb"]])("one line of output keeps %s", (text) => {
  expect(oneLine(text)).toBe(text);
});

test("a name starts no row of its own in a table", () => {
  expect(tableOf([["name"], ["a\nb"]])).toBe("name\na\\u{a}b\n");
});
