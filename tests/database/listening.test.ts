import { expect, test } from "@jest/globals";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { openArchive } from "../helpers/archive.ts";
import { eventually } from "../helpers/eventually.ts";

const { sql } = Prisma;

const errors: Error[] = [];
const database = openArchive({ applicationName: "hearer", onError: (error) => errors.push(error) });

const pidOfListener = async () => {
  const [row] = await database.query<{ pid: number }>(
    sql`SELECT pid FROM pg_stat_activity WHERE application_name = 'hearer (listening)'`,
  );
  return row?.pid;
};

test("a session that has fallen silent counts as lost, and another takes its place", async () => {
  const states: boolean[] = [];
  let notices = 0;
  database.listen("news", { onNotice: () => (notices += 1), onState: (isListening) => states.push(isListening) });
  await eventually(() => states.length === 1);
  const silent = await pidOfListener();
  if (silent === undefined) throw new Error("nobody listens");
  process.kill(silent, "SIGSTOP");
  try {
    await eventually(() => states.length === 3);
  } finally {
    process.kill(silent, "SIGCONT");
  }
  expect(states).toEqual([true, false, true]);
  expect(errors[0]).toMatchObject({ name: "DeafError" });
  await eventually(async () => {
    await database.query(sql`SELECT pg_notify('news', '')`).catch(() => {});
    return notices > 0;
  });
});
