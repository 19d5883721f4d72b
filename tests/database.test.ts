import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Prisma } from "../src/generated/prisma/client.ts";
import { cloneDatabase } from "./helpers/database.ts";
import type { TestDatabase } from "./helpers/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(async () => {
  await database.drop();
});

describe("query", () => {
  test("binds parameters and gives rows", async () => {
    const rows = await database.query<{ n: number }>(Prisma.sql`SELECT ${41}::int + 1 AS n`);
    expect(rows).toEqual([{ n: 42 }]);
  });
});
