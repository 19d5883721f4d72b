import { expect, test } from "@jest/globals";
import { importStatements } from "../../src/editing/statements.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { openDesk } from "../helpers/desk.ts";
import { article, BODY, documentWith, QUOTE, quotation } from "../helpers/factories.ts";
import { countSql } from "../helpers/sqlCount.ts";

const names = Array.from({ length: 60 }, (_, i) => `bare-${i}`);
const KNOWN = "The lighthouse will stay where it is";

const desk = openDesk(
  documentWith(
    article("known", [quotation(KNOWN)]),
    article("body", [], { body: BODY }),
    ...names.map((name) => article(name, [])),
  ),
  { sound: true },
);

const url = (name: string) => `https://news.example.org/${name}`;

function given(text: string, name: string, rest: object = {}) {
  return {
    article: url(name),
    kind: "DIRECT",
    text,
    speaker: "ada-brandt",
    topics: ["harbour"],
    appearance: { passage: { exact: text } },
    ...rest,
  };
}

/** Returns `new`, `known` or the refusal for each statement. */
async function outcomesOf(statements: object[]): Promise<string[]> {
  const { outcomes } = await desk.done(importStatements, { statements });
  return outcomes.map(({ id, isNew, problems }) => {
    const [problem] = problems;
    if (problem) return `${problem.code} ${problem.field?.join(".") ?? ""}`.trim();
    return id === null ? "nothing" : isNew ? "new" : "known";
  });
}

test("statementsImport takes or refuses each statement by itself, in order, as one change", async () => {
  const changes = await desk.database.prisma.change.count();
  const outcomes = await outcomesOf([
    given("One boat has come home today", "bare-0"),
    given("x", "nowhere"),
    given(QUOTE, "body"),
    given("never printed there at all", "body"),
    given("One boat has come home today", "bare-1"),
    given(KNOWN, "bare-0"),
    given(KNOWN, "known"),
    given("One boat has come home today", "bare-0"),
    given("", "bare-2"),
    given("feed us", "body", { kind: "INDIRECT", speaker: "nobody" }),
    given("t", "body", { kind: "INDIRECT", appearance: { passage: { exact: "us" } } }),
    given("Two boats have come home today", "bare-59"),
  ]);
  expect(outcomes).toEqual([
    "new",
    "NOT_FOUND article",
    "new",
    "PASSAGE_NOT_FOUND appearance.passage",
    "known",
    "known",
    "TAKEN appearance.passage",
    "TAKEN appearance.passage",
    "INVALID appearance.passage.exact",
    "NOT_FOUND speaker",
    "AMBIGUOUS appearance.passage",
    "new",
  ]);
  expect(await desk.database.prisma.change.count()).toBe(changes + 1);
});

test("statementsImport leaves the others if a rule of the tables refuses one", async () => {
  await desk.database.query(
    Prisma.sql`ALTER TABLE statement ADD CONSTRAINT statement_storm_check CHECK (text !~ 'storm')`,
  );
  const statements = [
    given("Before it the sea was calm", "bare-3"),
    given("Nobody saw the storm come up", "bare-3"),
    given("After it the sea was calm", "bare-3"),
  ];
  const { outcomes } = await desk.done(importStatements, { statements });
  await desk.database.query(Prisma.sql`ALTER TABLE statement DROP CONSTRAINT statement_storm_check`);
  // The message names the rule, but not the row.
  const broken = { code: "INVALID", field: null, message: "A rule of the archive forbids it (statement_storm_check)." };
  expect(outcomes.map(({ problems }) => problems)).toEqual([[], [broken], []]);
});

test("statementsImport makes no change if all or none are refused, and refuses 501 together", async () => {
  const changes = await desk.database.prisma.change.count();
  expect(await outcomesOf([given("x", "nowhere")])).toEqual(["NOT_FOUND article"]);
  expect(await outcomesOf([])).toEqual([]);
  expect(await desk.database.prisma.change.count()).toBe(changes);
  const many = Array.from({ length: 501 }, () => given("x", "bare-0"));
  expect(await desk.refused(importStatements, { statements: many })).toEqual(["INVALID statements"]);
  expect(await desk.refused(importStatements, { statements: "x" })).toEqual(["INVALID statements"]);
});

test("statementsImport gives the same answer again for the same idempotency key", async () => {
  const input = { statements: [given("Three boats have come home today", "bare-4"), given("x", "nowhere")] };
  const first = await desk.run(importStatements, input, { idempotencyKey: "batch" });
  const count = await desk.database.prisma.appearance.count();
  expect(await desk.run(importStatements, input, { idempotencyKey: "batch" })).toEqual(first);
  expect(await desk.database.prisma.appearance.count()).toBe(count);
});

test("statementsImport takes 500 statements of 60 articles in one request", async () => {
  const statements = Array.from({ length: 500 }, (_, i) =>
    given(`Boat number ${i} has come home today`, names[i % names.length] as string),
  );
  const count = countSql(desk.database);
  const outcomes = await outcomesOf(statements);
  expect(outcomes).toEqual(statements.map(() => "new"));
  // The import must not run one for each statement.
  expect(count()).toBeLessThan(100);
});
