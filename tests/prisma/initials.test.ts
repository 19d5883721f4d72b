import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { packageRoot } from "../../src/packageRoot.ts";
import { normalizeName } from "../../src/text/names.ts";
import { openArchive } from "../helpers/archive.ts";

const database = openArchive({ afresh: true });
const MIGRATION = readFileSync(join(packageRoot(), "prisma/migrations/20261129135800_initials/migration.sql"), "utf8");

test("the migration brings stored names to the present normal form", async () => {
  const before: [name: string, normalized: string][] = [
    ["A. L. Brandt", "al brandt"],
    ["J. O'Neill", "jo neill"],
    ["J. R. O’Neill", "jro neill"],
    ["Marsh, T.I.M.", "marsh tim"],
    ["U.N.", "un"],
    ["R. T. Velle", "rt velle"],
    ["Al Brandt", "al brandt"],
  ];
  await database.transaction(async (transaction) => {
    const functionOnly = MIGRATION.slice(0, MIGRATION.indexOf("UPDATE"));
    await transaction.prisma.$executeRawUnsafe(functionOnly);
    const names = before.map(([name]) => name);
    const rows = await transaction.query<{ apart: string }>(Prisma.sql`
SELECT pg_temp.apart(name, normalized) AS apart
FROM unnest(${names}::text[], ${before.map(([, normalized]) => normalized)}::text[]) AS given (name, normalized)`);
    expect(rows.map(({ apart }) => apart)).toEqual(names.map(normalizeName));
  });
});
