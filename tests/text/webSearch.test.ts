import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { searchable } from "../../src/text/webSearch.ts";
import { openArchive } from "../helpers/archive.ts";

const database = openArchive();

/** Every text that three words can form in four places. */
const TEXTS = ["a", "b", "c"].flatMap((first, _, all) =>
  all.flatMap((second) => all.flatMap((third) => all.map((fourth) => [first, second, third, fourth].join(" ")))),
);

async function found(query: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ text: string }>(
    "SELECT text FROM unnest($1::text[]) AS text WHERE to_tsvector('simple', text) @@ websearch_to_tsquery('simple', $2)",
    [TEXTS, query],
  );
  return rows.map(({ text }) => text);
}

const operands = ["a", "b", "c", "OR", "or", "-a", "-b", '"a b"', '-"b c"', '"c', 'a"b c"', "--a", "-", '"'];

test("a search with repeated words looks them up once and finds the same", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...operands), { maxLength: 12 }), async (words) => {
      const query = words.join(" ");
      expect(await found(searchable(query))).toEqual(await found(query));
    }),
    { numRuns: 1_000, seed: 20_180_907 },
  );
});

test.each([
  ["harbour OR boats OR ".repeat(4), "harbour OR boats OR"],
  ["harbour boats ".repeat(4), "harbour boats"],
  ['"the boats" "the boats" -rain -rain', '"the boats" -rain'],
  ["or or or", "or"],
  ["a b OR b a", "a b OR b a"],
  ["- rain - rain", "- rain"],
  ["", ""],
])("a search for %j asks for %j", (text, asked) => {
  expect(searchable(text).trim()).toBe(asked);
});
