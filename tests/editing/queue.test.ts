import { expect, test } from "@jest/globals";
import { edit } from "../../src/editing/edit.ts";
import { inLine } from "../../src/editing/queue.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { openArchive } from "../helpers/archive.ts";
import { editorNamed } from "../helpers/desk.ts";

const database = openArchive({ poolSize: 2 });

test("edits that wait for each other leave connections to those who read", async () => {
  const order: number[] = [];
  const work = async (i: number) =>
    edit(database, editorNamed(`Editor ${i}`), { action: "wait", input: {} }, async (begun) => {
      // A read during the edit needs a separate connection.
      const [row] = await database.query<{ one: number }>(Prisma.sql`SELECT 1 AS one`);
      await begun.database.query(Prisma.sql`SELECT ${row?.one ?? 0}::int`);
      order.push(i);
      return {};
    });
  const edited = await Promise.all(Array.from({ length: 30 }, (_, i) => work(i)));
  expect(edited.every(({ answer }) => answer)).toBe(true);
  expect(order).toEqual(Array.from({ length: 30 }, (_, i) => i));
});

test("an edit that fails does not hold up the next", async () => {
  const failing = inLine(database, () => Promise.reject(new Error("It failed.")));
  const next = inLine(database, () => Promise.resolve("done"));
  await expect(failing).rejects.toThrow("It failed.");
  expect(await next).toBe("done");
});
