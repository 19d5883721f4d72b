import { expect, test } from "@jest/globals";
import { completionsIn, wordsToComplete } from "../../../web/search/complete.ts";

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

test("the names that were found are offered with what bears them, sort by sort", () => {
  const nodes = (name: string) => ({ nodes: [{ name, slug: name.toLowerCase() }] });
  expect(completionsIn({ topics: nodes("B"), speakers: nodes("A"), sources: null })).toEqual([
    { name: "A", sort: "speaker", slug: "a" },
    { name: "B", sort: "topic", slug: "b" },
  ]);
  expect(completionsIn({})).toEqual([]);
});
