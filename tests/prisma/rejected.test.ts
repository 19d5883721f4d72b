import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import {
  publishStatement,
  rejectStatement,
  restoreStatement,
  retractStatement,
} from "../../src/editing/statements/status.ts";
import { packageRoot } from "../../src/packageRoot.ts";
import { openDesk } from "../helpers/desk.ts";
import { article, documentWith, paraphrase } from "../helpers/factories.ts";

const MIGRATION = readFileSync(
  join(packageRoot(), "prisma/migrations/20261129161300_rejected_statements/migration.sql"),
  "utf8",
);

const proposal = (exact: string) => paraphrase(exact, { status: "PROPOSED" });
const desk = openDesk(
  documentWith(article("one", [proposal("one"), proposal("two"), proposal("three"), paraphrase("four")])),
  { afresh: true },
);
const { database } = desk;
const run = (text: string) => database.prisma.$executeRawUnsafe(text);

async function history() {
  const rows = await database.prisma.rowChange.findMany({ where: { tableName: "statement" }, orderBy: { id: "asc" } });
  return rows.map(({ before, after }) =>
    [before, after].map((side) => (side as { status: string }).status).join(" → "),
  );
}

test("the migration finds the proposals that were rejected, and corrects their history", async () => {
  const seen = async (id: number) => ({ ...(await desk.seen("Statement", id)), reason: "Not so." });
  await desk.done(rejectStatement, await seen(1));
  await desk.done(rejectStatement, await seen(2));
  await desk.done(restoreStatement, await seen(2));
  await desk.done(retractStatement, await seen(2));
  await desk.done(publishStatement, await desk.seen("Statement", 3));
  await desk.done(retractStatement, await seen(4));
  const [statuses, expected] = [() => database.prisma.statement.findMany({ orderBy: { id: "asc" } }), await history()];
  // As they were before: a rejected proposal was retracted.
  await run(`UPDATE statement SET status = 'RETRACTED' WHERE status = 'REJECTED'`);
  for (const side of ["before", "after"])
    await run(
      `UPDATE revision SET ${side} = ${side} || '{"status": "RETRACTED"}' WHERE ${side} ->> 'status' = 'REJECTED'`,
    );

  await database.transaction(async (transaction) => {
    await transaction.prisma.$executeRawUnsafe(MIGRATION.slice(0, MIGRATION.indexOf(";") + 1));
    for (const part of MIGRATION.slice(MIGRATION.indexOf(";") + 1).split(/;\n/))
      if (part.trim()) await transaction.prisma.$executeRawUnsafe(part);
  });

  expect((await statuses()).map(({ status }) => status)).toEqual(["REJECTED", "RETRACTED", "PUBLISHED", "RETRACTED"]);
  expect(await history()).toEqual(expected);
});
