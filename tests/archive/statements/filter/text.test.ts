import { expect, test } from "@jest/globals";
import { liveTests, select } from "../../../../src/archive/statements/filter.ts";
import { openArchive } from "../../../helpers/archive.ts";

const database = openArchive();
const wordsOf = (count: number, join = " ") => Array.from({ length: count }, (_, i) => `word${i}`).join(join);

test.each([
  ["words", wordsOf(30)],
  ["alternatives", wordsOf(30, " OR ")],
  ["the same word over and over", "pier ".repeat(100)],
  ["a long phrase", `"${wordsOf(60)}"`],
])("a search may have thirty words and phrases: %s", async (_name, text) => {
  await expect(select(database, { text })).resolves.toMatchObject({ words: text });
});

test.each([
  ["words", wordsOf(31)],
  ["alternatives", wordsOf(31, " OR ")],
  ["phrases", Array.from({ length: 31 }, (_, i) => `"old ${i}"`).join(" OR ")],
  ["words left out", wordsOf(31, " -")],
])("a search is refused if it has more than thirty words and phrases: %s", async (_name, text) => {
  const refusal = { argument: "filter.text", message: "`filter.text` takes at most 30 words and phrases, not 31." };
  await expect(select(database, { text })).rejects.toMatchObject(refusal);
  await expect(liveTests(database, { text })).rejects.toMatchObject(refusal);
});
