import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type PrintingParts, printingKey, type SpeakerColumns, whoOf } from "../../src/document/printingKey.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { findRepeated, samePrinting } from "../../src/record/printedOnce.ts";
import { record } from "../../src/record/record.ts";
import { openArchive } from "../helpers/archive.ts";
import { article, BODY, documentWith, IMPORT, paraphrase } from "../helpers/factories.ts";

const database = openArchive({ afresh: true });

const speaker = fc.oneof(
  fc.record({ speakerId: fc.integer({ min: 1, max: 2 }), speakerStatus: fc.constant("IDENTIFIED" as const) }),
  fc.record({ speakerId: fc.constant(null), speakerStatus: fc.constantFrom("UNNAMED" as const, "UNKNOWN" as const) }),
);
const words = fc.constantFrom("", "a", "A", "ä", "a\u0308", "“", '"', "null", "1", ",");
const printing = fc
  .record({
    articleId: fc.integer({ min: 1, max: 2 }),
    exact: words,
    prefix: words,
    suffix: words,
    start: fc.option(fc.integer({ min: 0, max: 1 })),
  })
  .chain((parts) => speaker.map((said) => ({ ...parts, ...said })));
type RandomPrinting = Omit<PrintingParts, "who"> & SpeakerColumns;

const drawn = fc.tuple(
  printing,
  printing,
  fc.constantFrom("articleId", "exact", "prefix", "suffix", "start", "who", ""),
);
/** Pairs that differ in at most one part, so that equal keys are frequent. */
const pair = drawn.map(([one, other, part]): [RandomPrinting, RandomPrinting] => {
  if (part === "who") return [one, { ...one, speakerId: other.speakerId, speakerStatus: other.speakerStatus }];
  return [one, part === "" ? { ...one } : { ...one, [part]: other[part as keyof RandomPrinting] }];
});

const keyOf = (parts: RandomPrinting) => printingKey({ ...parts, who: whoOf(parts) });

/** Returns for each pair what SQL decides. */
async function sameInSql(pairs: readonly (readonly [RandomPrinting, RandomPrinting])[]): Promise<boolean[]> {
  const { sql, raw } = Prisma;
  const rows = pairs.map((both) =>
    both.map(({ articleId: article_id, start: start_offset, speakerId: speaker_id, speakerStatus, ...words }) => {
      return { ...words, article_id, start_offset, speaker_id, speaker_status: speakerStatus };
    }),
  );
  const appearance = raw("(article_id int, exact text, prefix text, suffix text, start_offset int)");
  const statement = raw('(speaker_id int, speaker_status "SpeakerStatus")');
  const found = await database.query<{ same: boolean }>(
    sql`
/* test.samePrinting */
SELECT ${samePrinting} AS same
FROM jsonb_array_elements(${JSON.stringify(rows)}::jsonb) WITH ORDINALITY AS given (pair, place)
CROSS JOIN LATERAL jsonb_to_record(pair -> 0) AS own ${appearance}
CROSS JOIN LATERAL jsonb_to_record(pair -> 0) AS own_statement ${statement}
CROSS JOIN LATERAL jsonb_to_record(pair -> 1) AS other ${appearance}
CROSS JOIN LATERAL jsonb_to_record(pair -> 1) AS other_statement ${statement}
ORDER BY place`,
  );
  return found.map(({ same }) => same);
}

test("the key in JavaScript and the condition in SQL agree over random printings", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(pair, { minLength: 100, maxLength: 100 }), async (pairs) => {
      const inJavaScript = pairs.map(([one, other]) => keyOf(one) === keyOf(other));
      expect(await sameInSql(pairs)).toEqual(inJavaScript);
      expect(new Set(inJavaScript).size).toBe(2);
    }),
    { numRuns: 20 },
  );
});

describe("findRepeated", () => {
  const stored = async () => {
    const rows = await database.prisma.appearance.findMany({ orderBy: { id: "asc" } });
    return rows.map(({ id }) => id);
  };

  test("findRepeated finds both of two printings with one key, and no other", async () => {
    const statements = ["the old harbour", "must stay open", "Her critics"].map((exact) => paraphrase(exact));
    await record(database, documentWith(article("one", statements, { body: BODY })), IMPORT);
    const [first, second, third] = (await stored()) as [number, number, number];
    expect(await findRepeated(database, [first, second, third])).toEqual(new Set());
    const { exact, prefix, suffix, startOffset, endOffset } = await database.prisma.appearance.findUniqueOrThrow({
      where: { id: first },
    });
    const data = { exact, prefix, suffix, startOffset, endOffset };
    await database.prisma.appearance.update({ where: { id: second }, data });
    expect(await findRepeated(database, [first, second, third])).toEqual(new Set([first, second]));
    expect(await findRepeated(database, [third])).toEqual(new Set());
  });

  test("findRepeated keeps two speakers' printings of one passage apart", async () => {
    const both = ["ada-brandt", "olaf-gruen"].map((slug) => paraphrase("must stay open", { speaker: slug }));
    await record(database, documentWith(article("one", both, { body: BODY })), IMPORT);
    expect(await findRepeated(database, await stored())).toEqual(new Set());
  });
});
