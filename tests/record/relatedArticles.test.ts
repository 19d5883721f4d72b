import { describe, expect, test } from "@jest/globals";
import type { ArchiveDocument } from "../../src/document/document.ts";
import { RecordError } from "../../src/document/errors.ts";
import { record } from "../../src/record/record.ts";
import { dump, openArchive } from "../helpers/archive.ts";
import { article, documentWith, IMPORT } from "../helpers/factories.ts";

const database = openArchive({ afresh: true });

/** Returns the problems of recording the document, and checks that nothing was written. */
async function _problemsOf(document: unknown): Promise<string[]> {
  const before = await dump(database);
  const error = await record(database, document as ArchiveDocument, IMPORT).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(RecordError);
  expect(await dump(database)).toEqual(before);
  return (error as RecordError).problems.map(({ path, message }) => `${path}: ${message}`);
}

const _statementTexts = async () =>
  (await database.prisma.statement.findMany({ orderBy: { id: "asc" } })).map(({ text }) => text);

describe("related articles", () => {
  test("related articles are linked once the article exists", async () => {
    const link = { headline: "On two", url: "https://news.example.org/two" };
    await record(database, documentWith(article("one", [], { related: [link] })), IMPORT);
    expect(await database.prisma.relatedArticle.findMany()).toMatchObject([{ position: 0, relatedId: null }]);
    await record(database, documentWith(article("two", [])), IMPORT);
    const two = await database.prisma.article.findUniqueOrThrow({ where: { url: link.url } });
    expect(await database.prisma.relatedArticle.findMany()).toMatchObject([{ position: 0, relatedId: two.id }]);
    await record(database, documentWith(article("one", [], { related: [] })), IMPORT);
    expect(await database.prisma.relatedArticle.count()).toBe(0);
  });
});
