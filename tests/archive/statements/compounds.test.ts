import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { packageRoot } from "../../../src/packageRoot.ts";
import { searchable } from "../../../src/text/webSearch.ts";
import { openArchive } from "../../helpers/archive.ts";
import { article, documentWith, quotation } from "../../helpers/factories.ts";

const database = openArchive({
  document: documentWith(
    article("compounds", [quotation("The co-operation of 12,500 boats"), quotation("The boats wait")]),
  ),
  sound: true,
});

/** Returns which searches find their texts. */
async function found(pairs: { text: string; query: string }[], language = "en"): Promise<boolean[]> {
  const { rows } = await database.pool.query<{ found: boolean }>(
    `SELECT search_vector($3, text) @@ search_query(search_configuration($3), query) AS found
     FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS given (text, query, place) ORDER BY place`,
    [pairs.map(({ text }) => text), pairs.map(({ query }) => searchable(query)), language],
  );
  return rows.map((row) => row.found);
}

describe("words that are written in one, with a hyphen or in groups", () => {
  test.each([
    ["F-16", "Two F-16s flew"],
    ["F-16s", "An F-16 flew"],
    ["F16", "Two F-16s flew"],
    ["F-16", "Two F16s flew"],
    ['"the F-16 jets"', "The F-16s jets wait"],
    ["1,000,000", "It cost 1000000 then"],
    ["1 000 000", "It cost 1000000 then"],
    ["1.000.000", "It cost 1,000,000 then"],
    ["1000000", "It cost 1'000’000 or 1 000 000 then"],
    ["1000000", "It cost 1\u202f000\u202f000 then"],
    ["1000000", "It cost 10,00,000 in Velmora"],
    ["10000", "A 10,000-strong crowd"],
    ["10000-strong", "A 10,000-strong crowd"],
    ["10,000-strong", "A 10000-strong crowd"],
    ['"of 12500 boats"', "Most of 12,500 boats"],
    ['"saw 12500 boats"', "They saw 12,500 boats"],
    ['"saw 1250000 boats"', "They saw 1,250,000 boats"],
    ['"saw 12,500 boats"', "They saw 12500 boats"],
    ['"500 boats"', "They saw 12,500 boats"],
    ["cooperation", "Their co-operation ended"],
    ["co-operation", "Their cooperation ended"],
    ["cooperating", "They co-operated"],
    ["operation", "Their co-operation ended"],
    ["e-mails", "An email came"],
    ["email", "An e-mail came"],
    ["anti-Semitism", "Antisemitism rose"],
    ["antisemitism", "Anti-Semitism rose"],
    ["cease-fire", "The ceasefire held"],
    ["ceasefire", "The cease‑fire held"],
    ["byelection", "A by-election was won"],
    ["by-election", "A byelection was won"],
    ["motherinlaw", "His mother-in-law waits"],
    ["re-election", "The reelection of the mayor"],
    ['"great co-operation treaty"', "A great cooperation treaty"],
    ['"great cooperation treaty"', "A great co-operation treaty"],
    ["rain OR ceasefire", "The cease-fire held"],
  ])("%s finds “%s”", async (query, text) => {
    expect(await found([{ query, text }])).toEqual([true]);
  });

  test.each([
    ["1000", "It cost 1,000,000"],
    ["12500", "It cost 12,500,000"],
    ["12500", "Aged 12, 500 of them came"],
    ["1500", "Growth of 1.500 per cent"],
    ["mid-1990", "In the mid-1990s"],
    ["resign", "They re-signed the boats"],
    ["re-sign", "They resigned"],
    ["unbacked", "A UN-backed truce"],
    ["boats -cooperation", "Boats of the co-operation"],
    ["boats -co-operation", "Boats of the cooperation"],
    ['"great treaty"', "A great co-operation treaty"],
    ['"cooperation ended"', "Co-operation has not ended"],
  ])("%s does not find “%s”", async (query, text) => {
    expect(await found([{ query, text }])).toEqual([false]);
  });

  test("a point or a comma parts groups or decimals of a number as the language has it", async () => {
    const asked = [
      { query: "1500", text: "1.500 Boote" },
      { query: "1500", text: "1,500 Boote" },
    ];
    expect(await found(asked, "de")).toEqual([true, false]);
    expect(await found(asked, "en")).toEqual([false, true]);
    expect(await found(asked, "und")).toEqual([true, true]);
  });

  test("a number is found by each of its writings, and by no other number's", async () => {
    const number = fc.integer({ min: 1_000, max: 3_000_000 });
    const writings = (value: number) => [
      String(value),
      ...[",", " ", "'", "\u00a0"].map((sign) => String(value).replace(/(?=(?:\d{3})+$)(?<=\d)/g, sign)),
    ];
    await fc.assert(
      fc.asyncProperty(number, number, async (one, other) => {
        fc.pre(one !== other);
        const pairs = writings(one).flatMap((text) =>
          writings(one).map((query) => ({ text: `Of ${text} boats`, query })),
        );
        expect(await found(pairs)).toEqual(pairs.map(() => true));
        const others = writings(one).map((text) => ({ text: `Of ${text} boats`, query: String(other) }));
        expect(await found(others)).toEqual(others.map(() => false));
      }),
      { numRuns: 60, seed: 20_311_130 },
    );
  });

  test("a compound is found as one word and as it stands, alone and in phrases, in each alphabet", async () => {
    const part = fc.oneof(
      fc.stringMatching(/^[a-zäøłßñ]{3,8}$/),
      fc.stringMatching(/^[а-яіїєґ]{3,8}$/),
      fc.stringMatching(/^[α-ω]{3,8}$/),
    );
    await fc.assert(
      fc.asyncProperty(part, part, async (one, two) => {
        const text = `alpha ${one}-${two} bravo`;
        const forms = [`${one}-${two}`, `${one}${two}`, `${one} ${two}`];
        const queries = forms.flatMap((form) => [
          form,
          `"${form}"`,
          `"alpha ${form}"`,
          `"${form} bravo"`,
          `"alpha ${form} bravo"`,
        ]);
        const pairs = queries.map((query) => ({ text, query }));
        expect(await found(pairs, "und")).toEqual(pairs.map(() => true));
      }),
      { numRuns: 60, seed: 20_311_130 },
    );
  });
});

test("the migration makes anew what the texts with compounds are searched by", async () => {
  const file = join(packageRoot(), "prisma/migrations/20261130060000_compounds_joined/migration.sql");
  const script = await readFile(file, "utf8");
  await database.pool.query(
    "UPDATE statement_search SET search = to_tsvector('onrecord_english', search_text('onrecord_english', text)) FROM statement WHERE id = statement_id",
  );
  const start = script.indexOf("UPDATE statement_search");
  await database.pool.query(script.slice(start, script.indexOf(";", start)));
  // That everything is searched by its own words is checked behind each test.
  const { rows } = await database.pool.query(
    "SELECT count(*)::int AS count FROM statement_search WHERE search @@ to_tsquery('onrecord_english', 'cooperation & 12500')",
  );
  expect(rows).toEqual([{ count: 1 }]);
});
