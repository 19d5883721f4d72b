import { describe, expect, test } from "@jest/globals";
import type { ArchiveDocument } from "../../src/document/document.ts";
import { RecordError } from "../../src/document/errors.ts";
import { record } from "../../src/record/record.ts";
import { dump, openArchive } from "../helpers/archive.ts";
import { article, BODY, documentWith, IMPORT, OTHER_IMPORT, paraphrase } from "../helpers/factories.ts";

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

  test("passages stay in a body that is stored or changed later, or the body is refused", async () => {
    await record(database, withPassage({ exact: "must stay open" }, {}), OTHER_IMPORT);
    const own = (body: string) => documentWith(article("passage", [], { body }));
    await record(database, own(BODY), IMPORT);
    expect(await stored()).toMatchObject({ startOffset: 53 });
    await record(database, own(`Sandholm. ${BODY}`), IMPORT);
    expect(await stored()).toMatchObject({ startOffset: 63 });
    expect(await problemsOf(own(BODY.replace("Mayor Ada Brandt", "Olaf Grün")))).toEqual([
      "articles[0].body: does not contain what was recorded of the article, “must stay open”: the words around it no longer say that it is the same speaker’s",
    ]);
    expect(await problemsOf(own("Nothing of the kind."))).toEqual([
      "articles[0].body: does not contain what was recorded of the article, “must stay open”: “must stay open” does not appear in the body",
    ]);
  });

  test("a body that is stored for the first time puts no passage into the mouth of another speaker of the article", async () => {
    const [hers, his] = ["the nets are dry", "the boats are late"];
    const without = article("passage", [paraphrase(hers), paraphrase(his, { speaker: "olaf-gruen" })]);
    await record(database, documentWith(without), OTHER_IMPORT);
    const own = (body: string) => documentWith(article("passage", [], { body }));
    const told = (who: string) => `Here ${hers}, ${who} said; ${his}, said Olaf Grün.`;
    expect(await problemsOf(own(told("Olaf Grün")))).toEqual([
      "articles[0].body: does not contain what was recorded of the article, “the nets are dry”: the words around it name another speaker",
    ]);
    await record(database, own(`${told("Ada Brandt")} Here ${hers}, agreed Olaf Grün.`), IMPORT);
    const places = await database.prisma.appearance.findMany({ orderBy: { startOffset: "asc" } });
    expect(places.map(({ exact, startOffset }) => [exact, startOffset])).toEqual([
      [hers, 5],
      [his, 40],
    ]);
  });
});
