import { describe, expect, test } from "@jest/globals";
import { record } from "../../src/record/record.ts";
import { openArchive } from "../helpers/archive.ts";
import { article, documentWith, IMPORT, OTHER_IMPORT, QUOTE, quotation } from "../helpers/factories.ts";

const database = openArchive({ afresh: true });

const statementTexts = async () =>
  (await database.prisma.statement.findMany({ orderBy: { id: "asc" } })).map(({ text }) => text);

describe("one statement, many printings", () => {
  const twice = (first: object, second: object, dates: [string, string] = ["2021-05-07", "2021-06-06"]) =>
    documentWith(
      article("one", [quotation(QUOTE, first)], { publishedAt: dates[0] }),
      article("two", [quotation(`${QUOTE.toUpperCase()}!`, second)], { publishedAt: dates[1] }),
    );

  test("the same words of the same speaker within 30 days are one statement", async () => {
    await record(database, twice({}, { topics: ["fishing"] }), IMPORT);
    const statements = await database.prisma.statement.findMany({ include: { appearances: true, tags: true } });
    expect(statements).toHaveLength(1);
    expect(statements[0]).toMatchObject({ text: QUOTE, kind: "DIRECT", saidAt: new Date("2021-05-07T00:00:00Z") });
    expect(statements[0]?.appearances).toHaveLength(2);
    expect(statements[0]?.tags).toHaveLength(2);
  });

  test("the same words recorded apart by different origins are one statement", async () => {
    await record(database, documentWith(article("one", [quotation(QUOTE)])), IMPORT);
    await record(database, documentWith(article("two", [quotation(QUOTE)])), OTHER_IMPORT);
    const statements = await database.prisma.statement.findMany({ include: { appearances: true } });
    expect(statements.map(({ appearances }) => appearances.length)).toEqual([2]);
  });

  test.each([
    ["31 days apart", twice({}, {}, ["2021-05-07", "2021-06-07"])],
    ["another speaker's", twice({}, { speaker: "olaf-gruen" })],
    [
      "an unnamed speaker's",
      twice({ speaker: undefined, speakerStatus: "UNNAMED" }, { speaker: undefined, speakerStatus: "UNNAMED" }),
    ],
    ["paraphrases", twice({ kind: "INDIRECT" }, { kind: "INDIRECT" })],
    [
      "of four words",
      documentWith(article("one", [quotation("It fed us all")]), article("two", [quotation("It fed us all")])),
    ],
  ])("two statements are recorded for %s", async (_, document) => {
    await record(database, document, IMPORT);
    expect(await database.prisma.statement.count()).toBe(2);
  });

  test("a reworded printing parts from the other and joins it again", async () => {
    await record(database, twice({}, {}), IMPORT);
    const reworded = documentWith(
      article(
        "two",
        [quotation("The harbour fed nobody at all", { appearance: { passage: { exact: `${QUOTE.toUpperCase()}!` } } })],
        { publishedAt: "2021-06-06" },
      ),
    );
    await record(database, reworded, IMPORT);
    expect(await statementTexts()).toEqual([QUOTE, "The harbour fed nobody at all"]);
    await record(database, twice({}, {}), IMPORT);
    expect(await statementTexts()).toEqual([QUOTE]);
    expect(await database.prisma.appearance.count()).toBe(2);
  });
});
