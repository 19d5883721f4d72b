import { beforeAll, describe, expect, test } from "@jest/globals";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { openArchive } from "../helpers/archive.ts";

const { sql } = Prisma;

const database = openArchive();
beforeAll(async () => {
  await database.query(
    sql`CREATE TABLE given (id int CHECK (id > 0), text text, at timestamptz, yes boolean, media "Medium"[])`,
  );
});

const columns = ["id", "text"];

async function texts(from: number): Promise<string[]> {
  const rows = await database.query<{ text: string }>(sql`SELECT text FROM given WHERE id >= ${from} ORDER BY id`);
  return rows.map(({ text }) => text);
}

describe("COPY", () => {
  test("COPY leaves every text as it is", async () => {
    const given = ["a\tb", "a\nb", "a\r\nb", "\\", "\\N", "\\.", "\\t", "", " ", "'\"{}", "Тбилиси 🌍"];
    await database.copy({ table: "given", columns, rows: given.map((text, i) => [i + 1, text]) });
    expect(await texts(1)).toEqual(given);
  });

  test("COPY takes instants, booleans, lists of labels and null", async () => {
    const at = new Date("2018-09-07T12:30:00.25Z");
    const rows = [
      [100, at, true, ["SPEECH", "WRITING"]],
      [101, null, undefined, []],
    ] as const;
    await database.copy({ table: "given", columns: ["id", "at", "yes", "media"], rows });
    const stored = await database.query(sql`SELECT at, yes, media::text[] FROM given WHERE id >= 100 ORDER BY id`);
    expect(stored).toEqual([
      { at, yes: true, media: ["SPEECH", "WRITING"] },
      { at: null, yes: null, media: [] },
    ]);
  });

  test.each([
    ["a few rows", 3],
    ["many megabytes", 30_000],
  ])("COPY of %s is refused as a whole, and the next statement works", async (_, count) => {
    const rows = Array.from({ length: count }, (_row, i) => [i === 1 ? -1 : 1_000 + i, "x".repeat(300)] as const);
    await database.transaction(async (transaction) => {
      const refused = transaction.transaction(async (part) => part.copy({ table: "given", columns, rows }));
      await expect(refused).rejects.toMatchObject({ code: "23514" });
      await transaction.copy({ table: "given", columns, rows: [[1_000_000 + count, "after it"]] });
    });
    expect(await texts(1_000)).toEqual(await texts(1_000_000));
    expect(await texts(1_000_000 + count)).toEqual(["after it"]);
  });

  test("COPY outside of a transaction leaves the connection usable", async () => {
    const refused = database.copy({ table: "given", columns, rows: [[-1, "no"]] });
    await expect(refused).rejects.toMatchObject({ code: "23514" });
    await database.copy({ table: "given", columns, rows: [[2_000_000, "yes"]] });
    expect(await texts(2_000_000)).toEqual(["yes"]);
  });
});
