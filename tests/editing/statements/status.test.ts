import { beforeAll, describe, expect, test } from "@jest/globals";
import {
  publishStatement,
  rejectStatement,
  restoreStatement,
  retractStatement,
} from "../../../src/editing/statements/status.ts";
import { record } from "../../../src/record/record.ts";
import { idsOf } from "../../helpers/archive.ts";
import { openDesk } from "../../helpers/desk.ts";
import { article, documentWith, IMPORT, paraphrase } from "../../helpers/factories.ts";

const document = documentWith(
  article("one", [
    paraphrase("the nets are empty"),
    paraphrase("the ferry is late", { status: "PROPOSED" }),
    paraphrase("the pier is old", { status: "PROPOSED" }),
  ]),
);

const desk = openDesk(document, { sound: true });

let [PUBLISHED, PROPOSED, REJECTED] = [0, 0, 0];
beforeAll(async () => {
  [PUBLISHED, PROPOSED, REJECTED] = await idsOf(desk.database, "Statement", [
    "It was reported: the nets are empty.",
    "It was reported: the ferry is late.",
    "It was reported: the pier is old.",
  ]);
});

async function statusOf(id: number) {
  const { status, statusReason } = await desk.database.prisma.statement.findUniqueOrThrow({ where: { id } });
  return [status, statusReason];
}

async function published() {
  const rows = await desk.database.prisma.publication.findMany({ orderBy: { id: "asc" } });
  return rows.map(({ statementIds }) => statementIds);
}

test("a statement is retracted with a reason and restored without one, both in the history", async () => {
  await desk.done(retractStatement, { ...(await desk.seen("Statement", PUBLISHED)), reason: "Said by his brother." });
  expect(await statusOf(PUBLISHED)).toEqual(["RETRACTED", "Said by his brother."]);
  expect(await desk.lastChange()).toContainEqual({
    action: "retractStatement",
    table: "statement",
    before: { status: "PUBLISHED", status_reason: null, origin_id: expect.any(Number) },
    after: { status: "RETRACTED", status_reason: "Said by his brother.", origin_id: expect.any(Number) },
  });
  await desk.done(restoreStatement, await desk.seen("Statement", PUBLISHED));
  expect(await statusOf(PUBLISHED)).toEqual(["PUBLISHED", null]);
});

test("a proposal is published, which subscribers hear, or rejected", async () => {
  const before = (await published()).length;
  await desk.done(publishStatement, await desk.seen("Statement", PROPOSED));
  expect(await statusOf(PROPOSED)).toEqual(["PUBLISHED", null]);
  expect((await published()).slice(before)).toEqual([[PROPOSED]]);
  await desk.done(rejectStatement, { ...(await desk.seen("Statement", REJECTED)), reason: "Not news." });
  expect(await statusOf(REJECTED)).toEqual(["REJECTED", "Not news."]);
});

test("a retracted statement stays so when the same import comes again", async () => {
  await desk.done(retractStatement, { ...(await desk.seen("Statement", PUBLISHED)), reason: "Invented." });
  await record(desk.database, document, IMPORT);
  expect(await statusOf(PUBLISHED)).toEqual(["RETRACTED", "Invented."]);
  await desk.done(restoreStatement, await desk.seen("Statement", PUBLISHED));
});

describe("refuses", () => {
  test.each([
    ["to restore what is published", restoreStatement, () => PUBLISHED],
    ["to publish what is published", publishStatement, () => PUBLISHED],
    ["to reject what is published", rejectStatement, () => PUBLISHED],
    ["to retract what is retracted", retractStatement, () => REJECTED],
  ] as const)("a change of status is refused: %s", async (_, work, id) => {
    const input = { ...(await desk.seen("Statement", id())), reason: "Why not?" };
    expect(await desk.refused(work, input)).toEqual(["WRONG_STATE id"]);
  });

  test.each([
    ["blank", " "],
    ["beyond 1,000 characters", "x".repeat(1001)],
    ["with NUL", "a\0b"],
  ])("a change of status is refused if its reason is %s", async (_, reason) => {
    const input = { ...(await desk.seen("Statement", PUBLISHED)), reason };
    expect(await desk.refused(retractStatement, input)).toEqual(["INVALID reason"]);
  });

  test("a change of status is refused if the statement has changed or does not exist", async () => {
    const seen = await desk.seen("Statement", PUBLISHED);
    const stale = { ...seen, expectedVersion: "0123456789abcdef", reason: "Stale." };
    expect(await desk.refused(retractStatement, stale)).toEqual(["CONFLICT expectedVersion"]);
    expect(await desk.refused(retractStatement, { ...stale, id: "x" })).toEqual(["NOT_FOUND id"]);
  });
});
