import { describe, expect, test } from "@jest/globals";
import { record } from "../../src/record/record.ts";
import { openArchive } from "../helpers/archive.ts";
import { article, documentWith, IMPORT } from "../helpers/factories.ts";

const database = openArchive({ afresh: true });

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
