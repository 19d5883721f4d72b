import { describe, expect, test } from "@jest/globals";
import type { AssertionSubject } from "../../src/generated/prisma/client.ts";
import { record } from "../../src/record/record.ts";
import { openArchive } from "../helpers/archive.ts";
import { article, documentWith, IMPORT, OTHER_IMPORT, paraphrase, QUOTE, quotation } from "../helpers/factories.ts";

const database = openArchive({ afresh: true });

const words = (...exacts: string[]) =>
  documentWith(
    article(
      "one",
      exacts.map((exact) => paraphrase(exact)),
    ),
  );

/** Returns the assertions of a subject: its key with the origin's name and version. */
async function asserted(subject: AssertionSubject): Promise<string[]> {
  const rows = await database.prisma.assertion.findMany({ where: { subject }, include: { origin: true } });
  return rows
    .map(({ subjectId, otherId, origin }) => `${subjectId} ${otherId} ${origin.name} ${origin.version}`)
    .sort();
}

/** Returns the printings and their origins. */
async function printings(): Promise<string[]> {
  const rows = await database.prisma.appearance.findMany({ include: { origin: true }, orderBy: { id: "asc" } });
  return rows.map(({ exact, origin }) => `${exact}: ${origin.name} ${origin.version}`);
}

describe("assertions", () => {
  test("assertions are made of everything that a document says or refers to", async () => {
    await record(database, documentWith(article("one", [quotation(QUOTE)])), IMPORT);
    const rows = await database.prisma.assertion.groupBy({ by: ["subject"], _count: true });
    expect(Object.fromEntries(rows.map(({ subject, _count }) => [subject, _count]))).toEqual({
      SOURCE: 2,
      SOURCE_NAME: 2,
      SPEAKER: 3,
      SPEAKER_NAME: 5,
      SPEAKER_ROLE: 1,
      SPEAKER_MEMBER: 2,
      TOPIC: 3,
      TOPIC_NAME: 3,
      TOPIC_BROADER: 1,
      ARTICLE: 1,
      APPEARANCE: 1,
      STATEMENT_TAG: 1,
    });
    await record(database, { articles: [article("two", [paraphrase("words")])] }, OTHER_IMPORT);
    expect(await asserted("SPEAKER")).toEqual(["1 0 other 1", "1 0 test 1", "2 0 test 1", "3 0 test 1"]);
    expect(await asserted("TOPIC")).toContain("1 0 other 1");
    expect(await asserted("SOURCE")).toContain("1 0 other 1");
    expect(await asserted("SPEAKER_NAME")).toHaveLength(5);
  });

  test("a printing has the assertions of all who found it, who do not change it", async () => {
    await record(database, words("mine"), IMPORT);
    const theirs = documentWith(
      article("one", [paraphrase("mine", { text: "Something else.", topics: ["harbour", "fishing"] })]),
    );
    expect(await record(database, theirs, OTHER_IMPORT)).toMatchObject({ outcomes: ["unchanged"] });
    expect(await asserted("APPEARANCE")).toEqual(["1 0 other 1", "1 0 test 1"]);
    // The other import's second topic is not recorded.
    expect(await asserted("STATEMENT_TAG")).toEqual(["1 1 other 1", "1 1 test 1"]);
    expect(await printings()).toEqual(["mine: test 1"]);
  });

  test("a second origin's withdrawal leaves the first's assertions", async () => {
    await record(database, words("both"), IMPORT);
    await record(database, words("both"), OTHER_IMPORT);
    expect(await record(database, words(), OTHER_IMPORT)).toMatchObject({ passages: { gone: 1 } });
    expect(await asserted("APPEARANCE")).toEqual(["1 0 test 1"]);
    expect(await printings()).toEqual(["both: test 1"]);
    await record(database, words(), IMPORT);
    expect(await printings()).toEqual([]);
    expect(await database.prisma.statement.count()).toBe(0);
  });

  test("a first origin's withdrawal leaves the printing to the second, who may then change it", async () => {
    await record(database, words("both", "mine"), IMPORT);
    await record(database, words("both", "theirs"), OTHER_IMPORT);
    await record(database, words(), IMPORT);
    expect(await printings()).toEqual(["both: other 1", "theirs: other 1"]);
    const statements = await database.prisma.statement.findMany({ include: { origin: true } });
    expect(statements.map(({ origin }) => origin.name)).toEqual(["other", "other"]);
    expect(await record(database, words("both", "theirs"), OTHER_IMPORT)).toMatchObject({
      outcomes: ["unchanged", "unchanged"],
    });
    const changed = documentWith(article("one", [paraphrase("both", { text: "Else." }), paraphrase("theirs")]));
    expect(await record(database, changed, OTHER_IMPORT)).toMatchObject({ outcomes: ["changed", "unchanged"] });
  });
});
