import { expect, test } from "@jest/globals";
import type { StatementEntry } from "../../src/document/document.ts";
import { record } from "../../src/record/record.ts";
import { openArchive } from "../helpers/archive.ts";
import { article, BODY, documentWith, IMPORT, paraphrase, QUOTE, quotation } from "../helpers/factories.ts";

const database = openArchive({ afresh: true });

const _printed = (statements: StatementEntry[], rest: Parameters<typeof article>[2] = { body: BODY }) =>
  documentWith(article("one", statements, rest));
const _three = [quotation(QUOTE), paraphrase("must stay open"), paraphrase("Her critics were not convinced")];

/** Returns the printings in reading order: their ids, their statements and their places. */
async function _places(): Promise<[number, number, string, number | null][]> {
  const rows = await database.prisma.appearance.findMany({ orderBy: { position: "asc" } });
  return rows.map(({ id, statementId, exact, startOffset }) => [id, statementId, exact, startOffset]);
}

const _counts = async (...given: Parameters<typeof record> extends [unknown, ...infer Rest] ? Rest : never) => {
  const { outcomes, passages } = await record(database, ...given);
  const [made, changed, unchanged] = (["made", "changed", "unchanged"] as const).map(
    (outcome) => outcomes.filter((each) => each === outcome).length,
  );
  return { made, changed, unchanged, passages };
};
const _fates = (passages: object) => ({ unchanged: 0, moved: 0, reworded: 0, gone: 0, ...passages });

test("statements in two articles are tagged for both headlines when one of these is new", async () => {
  const withHeadline = (name: string, headline: string, topic: string) =>
    article(name, [quotation(QUOTE, { topics: [], mentions: [{ topic, basis: "HEADLINE" }] })], { headline });
  const document = (headline: string) =>
    documentWith(withHeadline("one", headline, "harbour"), withHeadline("two", "On fishing", "fishing"));
  await record(database, document("On the harbour"), IMPORT);
  const before = await database.prisma.statementTag.findMany();
  expect(before).toHaveLength(2);
  await record(database, document("The harbour"), IMPORT);
  expect(await database.prisma.statementTag.findMany()).toEqual(before);
});
