import { expect, test } from "@jest/globals";
import { openExport, TooManyStatements } from "../../src/export/open.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { record } from "../../src/record/record.ts";
import { openArchive } from "../helpers/archive.ts";
import { IMPORT } from "../helpers/factories.ts";
import { exported, rowsOf, saying } from "./exported.ts";

const database = openArchive({ afresh: true });

test("an export names the parameter that the archive refuses, not the field of the filter", async () => {
  await expect(exported(database, "csv", { topicBasis: ["TEXT"] })).rejects.toMatchObject({
    name: "InputError",
    argument: "topicBasis",
    message: "`topicBasis` is about the topics of `topic`, which it needs.",
  });
});

test("an export beyond the limit returns nothing", async () => {
  await record(database, saying("One.", "Two.", "Three."), IMPORT);
  for (const format of ["csv", "json-ld", "jsonl"] as const) {
    expect(await exported(database, format, {}, { most: 3 })).toContain("Three.");
    await expect(exported(database, format, {}, { most: 2 })).rejects.toThrow(TooManyStatements);
  }
});

test("an export reads ten thousand statements in pages, each when the last one is taken", async () => {
  await record(database, saying("One."), IMPORT);
  await database.query(Prisma.sql`
WITH made AS (
  INSERT INTO statement (speaker_status, text, kind, said_at, said_at_precision, said_at_basis, language, origin_id)
  SELECT 'UNKNOWN', 'Nets ' || n, 'INDIRECT', now() - n / 7 * interval '1 second', 'TIME', 'STATED', 'en', (SELECT min(id) FROM origin)
  FROM generate_series(1, 10000) AS n
  RETURNING id, text, origin_id
)
INSERT INTO appearance (statement_id, article_id, position, text, kind, exact, origin_id)
SELECT made.id, article.id, 1000 + row_number() OVER (), made.text, 'INDIRECT', made.text, origin_id
FROM made, article`);
  let read = 0;
  const onStatements = (count: number) => {
    read += count;
  };
  const { text } = await openExport(database, { format: "csv", filter: {}, bodies: false, onStatements });
  let [all, pieces, longest] = ["", 0, 0];
  for await (const piece of text) {
    // At most one page has been read beyond the pieces that were taken.
    expect(read).toBeLessThanOrEqual(pieces * 500);
    all += piece;
    pieces += 1;
    longest = Math.max(longest, piece.length);
  }
  const texts = rowsOf(all).map((row) => row.text);
  expect([texts.length, new Set(texts).size, read]).toEqual([10_001, 10_001, 10_001]);
  expect(longest).toBeLessThan(500 * 300);
});
