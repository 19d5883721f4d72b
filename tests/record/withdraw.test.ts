import { describe, expect, test } from "@jest/globals";
import { record } from "../../src/record/record.ts";
import { dump, openArchive } from "../helpers/archive.ts";
import { article, documentWith, IMPORT, OTHER_IMPORT, paraphrase, QUOTE, quotation } from "../helpers/factories.ts";

const database = openArchive({ afresh: true });

describe("what a document no longer says", () => {
  test("words that a document no longer has go, with statements that nothing prints then", async () => {
    const printed = (...exacts: string[]) =>
      documentWith(
        article(
          "one",
          exacts.map((exact) => paraphrase(exact)),
        ),
      );
    await record(database, printed("first", "second", "third"), IMPORT);
    await record(database, printed("third", "fourth", "first"), IMPORT);
    const appearances = await database.prisma.appearance.findMany({ orderBy: { position: "asc" } });
    expect(appearances.map(({ exact }) => exact)).toEqual(["third", "fourth", "first"]);
    expect(await database.prisma.statement.count()).toBe(3);
    await record(database, printed(), IMPORT);
    expect(await database.prisma.statement.count()).toBe(0);
    expect(await database.prisma.article.count()).toBe(1);
  });

  test("words that a document no longer has stay if others print or assert them", async () => {
    await record(
      database,
      documentWith(article("one", [quotation(QUOTE), paraphrase("mine")]), article("two", [quotation(QUOTE)])),
      IMPORT,
    );
    await record(database, documentWith(article("one", [paraphrase("theirs")])), OTHER_IMPORT);
    await record(database, documentWith(article("one", [], { statements: undefined })), IMPORT);
    expect(await database.prisma.appearance.count()).toBe(4);
    await record(database, documentWith(article("one", [])), IMPORT);
    const appearances = await database.prisma.appearance.findMany({
      orderBy: { id: "asc" },
      include: { article: true },
    });
    expect(appearances.map(({ exact, article: { headline } }) => [exact, headline])).toEqual([
      [QUOTE, "On two"],
      ["theirs", "On one"],
    ]);
  });

  test("words of one origin are not changed by another that records the same", async () => {
    await record(database, documentWith(article("one", [paraphrase("words")])), IMPORT);
    const before = await dump(database);
    await record(
      database,
      documentWith(article("one", [paraphrase("words", { text: "Something else." })])),
      OTHER_IMPORT,
    );
    const { origin, assertion, ...after } = await dump(database);
    expect(origin).toHaveLength(2);
    expect(assertion).toEqual(expect.arrayContaining(before.assertion ?? []));
    expect({ ...after, origin: before.origin, assertion: before.assertion }).toEqual(before);
  });
});
