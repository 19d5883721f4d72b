import { expect, test } from "@jest/globals";
import { record } from "../../src/record/record.ts";
import { openArchive } from "../helpers/archive.ts";
import { article, documentWith, IMPORT, QUOTE, quotation } from "../helpers/factories.ts";

const database = openArchive({ afresh: true });

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
