import { expect, test } from "@jest/globals";
import { completionsOf, wordsToComplete } from "../../../web/search/complete.ts";

test.each([
  ["Pu", "", "Pu"],
  ["Vladimir Pu", "", "Vladimir Pu"],
  ["Putin on Id", "Putin on ", "Id"],
  ["Putin ON  Id", "Putin ON  ", "Id"],
  ["Putin on ", "Putin on ", ""],
  ["Idlib by Pu", "Idlib by ", "Pu"],
  ["Путин об Ид", "Путин об ", "Ид"],
  ['"in a ro', '"in a ro', ""],
  ['"in a row" Pu', '"in a row" ', "Pu"],
  ["", "", ""],
])("the words to complete in %j stand behind %j", (typed, before, words) => {
  expect(wordsToComplete(typed)).toEqual({ before, words });
});

test("the names of an answer are offered with what bears them, and those of an error are none", () => {
  const nodes = (name: string) => ({ nodes: [{ name }] });
  expect(completionsOf({ data: { speakers: nodes("A"), topics: nodes("B"), sources: null } })).toEqual([
    { name: "A", sort: "speaker" },
    { name: "B", sort: "topic" },
  ]);
  expect(completionsOf({ errors: [] })).toEqual([]);
});
