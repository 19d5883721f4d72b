import { describe, expect, test } from "@jest/globals";
import type { ArchiveDocument } from "../../src/document/document.ts";
import { RecordError } from "../../src/document/errors.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { record } from "../../src/record/record.ts";
import { clear, dump, openArchive } from "../helpers/archive.ts";
import { article, BODY, documentWith, IMPORT, paraphrase, QUOTE } from "../helpers/factories.ts";

const database = openArchive({ afresh: true });

/** Returns the problems of recording the document, and checks that nothing was written. */
async function problemsOf(document: unknown): Promise<string[]> {
  const before = await dump(database);
  const error = await record(database, document as ArchiveDocument, IMPORT).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(RecordError);
  expect(await dump(database)).toEqual(before);
  return (error as RecordError).problems.map(({ path, message }) => `${path}: ${message}`);
}

describe("passages", () => {
  const withPassage = (passage: object, rest: object = { body: BODY }) =>
    documentWith(article("passage", [paraphrase("words", { appearance: { passage } as never })], rest));
  const stored = () => database.prisma.appearance.findFirstOrThrow({ include: { spans: true } });

  test("passages are found in the body by their words, with its context", async () => {
    await record(database, withPassage({ exact: "must stay open" }), IMPORT);
    expect(await stored()).toMatchObject({
      startOffset: 53,
      endOffset: 67,
      prefix: "said on Friday that the old harbour ".slice(-32),
      suffix: ". “The harbour fed us for three hundred".slice(0, 32),
    });
  });

  test("passages count code points, not UTF-16 units", async () => {
    await record(database, withPassage({ exact: "Her critics" }), IMPORT);
    const { startOffset, endOffset } = await stored();
    const [row] = await database.query<{ cut: string }>(
      Prisma.sql`SELECT substr(body, ${startOffset}::int + 1, ${endOffset}::int - ${startOffset}::int) AS cut FROM article`,
    );
    expect(row?.cut).toBe("Her critics");
    expect(startOffset).toBe(BODY.indexOf("Her critics") - 1);
  });

  test("passages are anchored in the NFC body of a decomposed one", async () => {
    const body = "Im Cafe\u0301 sagte sie nichts.";
    await record(database, withPassage({ exact: "Cafe\u0301" }, { body }), IMPORT);
    expect(await stored()).toMatchObject({ exact: "Café", startOffset: 3, endOffset: 7 });
  });

  test("passages are refused if the words stand in several places, unless the context tells which", async () => {
    expect(await problemsOf(withPassage({ exact: "feed us for another" }, { body: `${BODY}\n${BODY}` }))).toEqual([
      "articles[0].statements[0].appearance.passage: “feed us for another” appears in 2 places of the body: give more context",
    ]);
    await record(database, withPassage({ exact: "said", prefix: "she " }), IMPORT);
    expect((await stored()).startOffset).toBe(119);
  });

  test("passages are refused if the words do not stand in the body", async () => {
    expect(await problemsOf(withPassage({ exact: "no such words" }))).toEqual([
      "articles[0].statements[0].appearance.passage: “no such words” does not appear in the body",
    ]);
  });

  test("passages with offsets must cut out exactly the words", async () => {
    await record(database, withPassage({ exact: "must stay open", start: 53, end: 67 }), IMPORT);
    await clear(database);
    expect(await problemsOf(withPassage({ exact: "must stay open", start: 52, end: 66 }))).toEqual([
      "articles[0].statements[0].appearance.passage: the body has “ must stay ope” from 52 to 66, not “must stay open”",
    ]);
    expect(await problemsOf(withPassage({ exact: "must stay open", start: 53 }))).toEqual([
      "articles[0].statements[0].appearance.passage.start: and end must be given together, and start must be less",
    ]);
  });

  test("passages have spans that follow the same rule", async () => {
    const spans = [
      { role: "CONTENT", exact: QUOTE },
      { role: "CUE", exact: "said", prefix: "she " },
      { role: "SPEAKER", exact: "she", start: 115, end: 118 },
      { role: "CONTENT", exact: "It will feed us for another hundred." },
    ];
    await record(database, withPassage({ exact: QUOTE, spans }), IMPORT);
    const { spans: rows } = await stored();
    expect(rows.map(({ role, text }) => [role, text]).sort()).toEqual([
      ["CONTENT", "It will feed us for another hundred."],
      ["CONTENT", QUOTE],
      ["CUE", "said"],
      ["SPEAKER", "she"],
    ]);
    const fewer = withPassage({ exact: QUOTE, spans: spans.slice(0, 1) });
    await record(database, fewer, IMPORT);
    expect((await stored()).spans).toHaveLength(1);
    expect(await problemsOf(withPassage({ exact: QUOTE, spans: [{ role: "CUE", exact: "said" }] }))).toEqual([
      expect.stringContaining("passage.spans[0]: “said” appears in 2 places"),
    ]);
  });

  test("passages are quotes only if the body is not stored", async () => {
    await record(database, withPassage({ exact: "words", prefix: "some ", suffix: "." }, {}), IMPORT);
    expect(await stored()).toMatchObject({ exact: "words", prefix: "some ", suffix: ".", startOffset: null });
    await clear(database);
    const refusal =
      "articles[0].statements[0].appearance.passage: has offsets or spans, but the archive does not hold the article's body";
    expect(await problemsOf(withPassage({ exact: "words", start: 0, end: 5 }, {}))).toEqual([refusal]);
    expect(await problemsOf(withPassage({ exact: "w", spans: [{ role: "CUE", exact: "said" }] }, {}))).toEqual([
      refusal,
    ]);
  });

  test("passages have at most 32 characters of context and stand once", async () => {
    expect(await problemsOf(withPassage({ exact: "words", prefix: "é".repeat(33) }, {}))).toEqual([
      "articles[0].statements[0].appearance.passage.prefix: is longer than 32 characters",
    ]);
    expect(await problemsOf(documentWith(article("twice", [paraphrase("words"), paraphrase("words")])))).toEqual([
      "articles[0].statements[1].appearance.passage: is in the article twice, by the same speaker or both times without a known one: keep one of the two",
    ]);
  });
});
