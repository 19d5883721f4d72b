import { beforeAll, describe, expect, test } from "@jest/globals";
import type { DatabaseConnection } from "../../src/database.ts";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { openArchive } from "../helpers/archive.ts";
import { connectTo } from "../helpers/database.ts";
import { eventually } from "../helpers/eventually.ts";

const { sql } = Prisma;

const writer = openArchive();
const reader = connectTo(writer.url, { poolSize: 2, applicationName: "reader", remember: true });
writer.beforeDrop(reader.close);
let reads = 0;

/** Returns the name of the only source, and counts how often the database is asked for it. */
function rememberedName(
  database: Pick<DatabaseConnection, "query" | "remembered"> = reader,
): Promise<string | undefined> {
  return database.remembered("name", async () => {
    reads += 1;
    const [row] = await database.query<{ name: string }>(sql`SELECT name FROM source`);
    return row?.name;
  });
}

/** Asks until an answer comes from memory: nothing is kept there before the LISTEN connection exists. */
async function waitForMemory(): Promise<void> {
  await eventually(async () => {
    await rememberedName();
    const before = reads;
    await rememberedName();
    return reads === before;
  });
}

async function rename(name: string): Promise<void> {
  await writer.prisma.source.updateMany({ data: { name } });
}

beforeAll(async () => {
  await writer.prisma.source.create({ data: { slug: "gazette", name: "Gazette", kind: "OUTLET" } });
});

describe("what is remembered of the small tables", () => {
  test("the memory asks the database once", async () => {
    await waitForMemory();
    expect(await rememberedName()).toBe("Gazette");
  });

  test("the memory forgets when another connection renames something", async () => {
    await waitForMemory();
    await rename("Courier");
    expect(await eventually(async () => (await rememberedName()) === "Courier")).toBe(true);
  });

  test("the memory is not used while nobody listens, and is used again afterwards", async () => {
    await waitForMemory();
    await writer.query(
      sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'reader (listening)'`,
    );
    await rename("Herald");
    expect(await eventually(async () => (await rememberedName()) === "Herald")).toBe(true);
    await waitForMemory();
    await rename("Observer");
    expect(await eventually(async () => (await rememberedName()) === "Observer")).toBe(true);
  });

  test("the memory is not used inside a transaction, which sees what others do not", async () => {
    await waitForMemory();
    await reader
      .transaction(async (transaction) => {
        await transaction.prisma.source.updateMany({ data: { name: "Unheard of" } });
        expect(await rememberedName(transaction)).toBe("Unheard of");
        throw new Error("roll back");
      })
      .catch((error: Error) => expect(error.message).toBe("roll back"));
    expect(await rememberedName()).toBe("Observer");
  });

  test("the memory keeps no failure and nothing that changed while it was read", async () => {
    await waitForMemory();
    const failing = () => reader.remembered("failing", () => Promise.reject(new Error("gone")));
    await expect(failing()).rejects.toThrow("gone");
    expect(await reader.remembered("failing", async () => "back")).toBe("back");

    const stale = await reader.remembered("raced", async () => {
      await rename("Tribune");
      // The listening connection learns of the rename before this later query is answered.
      expect(await eventually(async () => (await rememberedName()) === "Tribune")).toBe(true);
      return "read before the change";
    });
    expect(stale).toBe("read before the change");
    expect(await reader.remembered("raced", async () => "read after")).toBe("read after");
  });
});
