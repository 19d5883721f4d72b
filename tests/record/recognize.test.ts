import { describe, expect, test } from "@jest/globals";
import type { StatementEntry } from "../../src/document/document.ts";
import { record } from "../../src/record/record.ts";
import { openArchive } from "../helpers/archive.ts";
import {
  article,
  BODY,
  documentWith,
  IMPORT,
  OTHER_IMPORT,
  paraphrase,
  QUOTE,
  quotation,
} from "../helpers/factories.ts";

const database = openArchive({ afresh: true });

const printed = (statements: StatementEntry[], rest: Parameters<typeof article>[2] = { body: BODY }) =>
  documentWith(article("one", statements, rest));
const three = [quotation(QUOTE), paraphrase("must stay open"), paraphrase("Her critics were not convinced")];

/** Returns the printings in reading order: their ids, their statements and their places. */
async function places(): Promise<[number, number, string, number | null][]> {
  const rows = await database.prisma.appearance.findMany({ orderBy: { position: "asc" } });
  return rows.map(({ id, statementId, exact, startOffset }) => [id, statementId, exact, startOffset]);
}

const counts = async (...given: Parameters<typeof record> extends [unknown, ...infer Rest] ? Rest : never) => {
  const { outcomes, passages } = await record(database, ...given);
  const [made, changed, unchanged] = (["made", "changed", "unchanged"] as const).map(
    (outcome) => outcomes.filter((each) => each === outcome).length,
  );
  return { made, changed, unchanged, passages };
};
const fates = (passages: object) => ({ unchanged: 0, moved: 0, reworded: 0, gone: 0, ...passages });

describe("an article that is recorded again", () => {
  test("an article makes everything the first time", async () => {
    expect(await counts(printed(three), IMPORT)).toEqual({ made: 3, changed: 0, unchanged: 0, passages: fates({}) });
  });

  test("an article recorded again has the same passages, by whatever version of the origin", async () => {
    await record(database, printed(three), IMPORT);
    const expected = { made: 0, changed: 0, unchanged: 3, passages: fates({ unchanged: 3 }) };
    expect(await counts(printed(three), IMPORT)).toEqual(expected);
    expect(await counts(printed(three), { ...IMPORT, version: "2" })).toEqual(expected);
    expect(await counts(printed(three), OTHER_IMPORT)).toEqual(expected);
  });

  test("an article recorded again counts other words on the same passage as changed", async () => {
    await record(database, printed(three), IMPORT);
    const other = [
      three[0] as StatementEntry,
      paraphrase("must stay open", { text: "It stays." }),
      three[2] as StatementEntry,
    ];
    expect(await counts(printed(other), IMPORT)).toEqual({
      made: 0,
      changed: 1,
      unchanged: 2,
      passages: fates({ unchanged: 3 }),
    });
  });

  test("an article recorded again keeps the ids of passages that have moved", async () => {
    await record(database, printed(three), IMPORT);
    const before = await places();
    expect(await counts(printed(three, { body: `Sandholm. ${BODY}` }), IMPORT)).toEqual({
      made: 0,
      changed: 3,
      unchanged: 0,
      passages: fates({ moved: 3 }),
    });
    expect(await places()).toEqual(
      before.map(([id, statement, exact, start]) => [id, statement, exact, (start ?? 0) + 10]),
    );
  });

  test("an article recorded again keeps the ids of passages in other surroundings", async () => {
    await record(database, printed(three), IMPORT);
    const before = await places();
    const body = "“The harbour fed us for three hundred years.” It must stay open! Her critics were not convinced";
    expect(await counts(printed(three, { body }), IMPORT)).toMatchObject({ made: 0, passages: fates({ moved: 3 }) });
    expect(new Set((await places()).map(([id, statement]) => `${id} ${statement}`))).toEqual(
      new Set(before.map(([id, statement]) => `${id} ${statement}`)),
    );
  });

  test("an article recorded again recognises reworded passages, and what is new and what is gone", async () => {
    await record(database, printed(three), IMPORT);
    const before = await places();
    const body = BODY.replace("must stay open", "must now stay open").replace(
      "Her critics were not convinced",
      "Nobody spoke",
    );
    const statements = [quotation(QUOTE), paraphrase("must now stay open"), paraphrase("Nobody spoke")];
    expect(await counts(printed(statements, { body }), IMPORT)).toEqual({
      made: 1,
      changed: 2,
      unchanged: 0,
      passages: { unchanged: 0, moved: 1, reworded: 1, gone: 1 },
    });
    const after = await places();
    expect(after.slice(0, 2).map(([id, statement]) => [id, statement])).toEqual(
      before.slice(0, 2).map(([id, statement]) => [id, statement]),
    );
    expect(before.map(([id]) => id)).not.toContain(after[2]?.[0]);
  });

  test("an article recorded again does not take the reworded passage of another speaker for its own", async () => {
    await record(database, printed([paraphrase("must stay open")]), IMPORT);
    const statement = paraphrase("must now stay open", { speaker: "olaf-gruen" });
    const body = BODY.replace("must stay open", "must now stay open");
    expect(await counts(printed([statement], { body }), IMPORT)).toMatchObject({
      made: 1,
      passages: fates({ gone: 1 }),
    });
  });

  test("an article recorded again keeps the ids if the same passage has another speaker", async () => {
    await record(database, printed(three), IMPORT);
    const before = await places();
    const other = three.map((statement) => ({ ...statement, speaker: "olaf-gruen" }));
    expect(await counts(printed(other), IMPORT)).toEqual({
      made: 0,
      changed: 3,
      unchanged: 0,
      passages: fates({ unchanged: 3 }),
    });
    expect(await places()).toEqual(before);
    const unnamed = three.map((statement) => ({ ...statement, speaker: undefined, speakerStatus: "UNNAMED" as const }));
    await record(database, printed(unnamed), IMPORT);
    expect(await places()).toEqual(before);
    expect(await database.prisma.statement.count({ where: { speakerStatus: "UNNAMED" } })).toBe(3);
  });

  test("an article recorded in part is only added to", async () => {
    await record(database, printed(three), IMPORT);
    const part = printed([paraphrase("It will feed us for another hundred")], { isPartial: true });
    expect(await counts(part, IMPORT)).toEqual({ made: 1, changed: 0, unchanged: 0, passages: fates({}) });
    expect(await counts(printed([], { isPartial: true }), IMPORT)).toEqual({
      made: 0,
      changed: 0,
      unchanged: 0,
      passages: fates({}),
    });
    expect(await places()).toHaveLength(4);
    expect(await counts(printed([]), IMPORT)).toMatchObject({ passages: fates({ gone: 4 }) });
    expect(await places()).toEqual([]);
  });
});

describe("equal short passages at different places of one article", () => {
  const ten = "0123456789";
  // The same words with the same 32 characters on either side, first twice, then three times.
  const around = (times: number) => `${ten.repeat(4)}“No.”${ten.repeat(4)}`.repeat(times);
  const at = (start: number): StatementEntry => ({
    kind: "DIRECT",
    text: "“No.”",
    speaker: "ada-brandt",
    appearance: { passage: { exact: "“No.”", start, end: start + 5 } },
  });

  test("equal short passages of one article stay apart, each with its ids, in any order", async () => {
    await record(database, printed([at(40), at(125)], { body: around(2) }), IMPORT);
    const before = await places();
    expect(before.map(([, , , start]) => start)).toEqual([40, 125]);
    expect(await counts(printed([at(125), at(40)], { body: around(2) }), IMPORT)).toMatchObject({
      changed: 0,
      unchanged: 2,
    });
    const moved = printed([at(130), at(45)], { body: `12345${around(2)}` });
    expect(await counts(moved, IMPORT)).toMatchObject({ made: 0, passages: fates({ moved: 2 }) });
    expect(await places()).toEqual(
      before.map(([id, statement, exact, start]) => [id, statement, exact, (start ?? 0) + 5]),
    );
  });

  test("a new passage among equal ones is recognised by its place", async () => {
    await record(database, printed([at(40), at(210)], { body: around(3) }), IMPORT);
    const before = await places();
    expect(await counts(printed([at(40), at(125), at(210)], { body: around(3) }), IMPORT)).toEqual({
      made: 1,
      changed: 1,
      unchanged: 1,
      passages: fates({ unchanged: 2 }),
    });
    const after = await places();
    expect([after[0]?.[0], after[2]?.[0]]).toEqual(before.map(([id]) => id));
  });
});
