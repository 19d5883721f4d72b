import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { verifyQuote } from "../../../src/archive/verification.ts";
import { brat } from "../../../src/formats/brat.ts";
import { Prisma } from "../../../src/generated/prisma/client.ts";
import { packageRoot } from "../../../src/packageRoot.ts";
import { inputFile } from "../../formats/inputFile.ts";
import { readAll } from "../../formats/readings.ts";
import { openArchive } from "../../helpers/archive.ts";

const CORPUS = join(packageRoot(), "../shared/data/polnear/train/attributions");
const describeWithCorpus = existsSync(CORPUS) ? describe : describe.skip;
if (!existsSync(CORPUS)) console.info("Left out: the PolNeAR corpus, which is not on this computer.");

const QUOTES = 1_000;
/** So that a statement of fewer words can lose one and still be told from others. */
const LEAST_WORDS = 5;

describeWithCorpus("1,000 quotes from PolNeAR", () => {
  const database = openArchive();
  const quotes: { text: string; words: string[] }[] = [];

  beforeAll(async () => {
    const texts: string[] = [];
    for (const name of readdirSync(CORPUS).filter(brat.isOwn)) {
      const { statements } = await readAll(brat, inputFile(join(CORPUS, name), CORPUS));
      texts.push(...statements.map(({ text }) => text));
    }
    await database.query(Prisma.sql`
/* test.statements */
WITH origin AS (INSERT INTO origin (kind, name) VALUES ('IMPORT', 'quotes') RETURNING id)
INSERT INTO statement (speaker_status, text, kind, said_at, said_at_precision, said_at_basis, language, origin_id)
SELECT 'UNKNOWN', text, 'INDIRECT', '2016-11-08', 'DAY', 'PUBLICATION', 'en', origin.id FROM origin, unnest(${texts}::text[]) AS text`);
    const long = texts.filter((text) => text.split(" ").length >= LEAST_WORDS);
    for (let i = 0; i < QUOTES; i += 1) {
      // Scattered over the corpus, from all places in a statement, of 5 to 24 words.
      const text = long[(i * 7_919) % long.length] ?? "";
      const words = text.split(" ");
      const length = Math.min(words.length, LEAST_WORDS + (i % 20));
      const start = (i * 31) % (words.length - length + 1);
      quotes.push({ text, words: words.slice(start, start + length) });
    }
  }, 300_000);

  test("verifyQuote returns EXACT for each verbatim quote", async () => {
    for (const { text, words } of quotes) {
      const { wording, matches } = await verifyQuote(database, { text: words.join(" ") });
      expect([words, wording]).toEqual([words, "EXACT"]);
      expect(matches.length === 10 || matches.some(({ statement }) => statement.text === text)).toBe(true);
    }
  }, 300_000);

  test("verifyQuote returns PARTIAL with the right statement first for 99 % of the quotes with one word left out", async () => {
    let right = 0;
    for (const [i, { text, words }] of quotes.entries()) {
      const at = 1 + (i % (words.length - 2));
      const { wording, matches } = await verifyQuote(database, { text: words.toSpliced(at, 1).join(" ") });
      const [first] = matches;
      const isFirst = matches.some(
        ({ statement, likeness }) => statement.text === text && likeness === first?.likeness,
      );
      if (wording === "PARTIAL" && isFirst) right += 1;
    }
    expect(right).toBeGreaterThanOrEqual(0.99 * QUOTES);
    console.info(`One word left out: ${right} of ${QUOTES} with the right statement first.`);
  }, 300_000);
});
