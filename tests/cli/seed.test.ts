import { beforeAll, expect, test } from "@jest/globals";
import { contents, expectSound, openArchive } from "../helpers/archive.ts";
import { runCommand } from "../helpers/command.ts";

const database = openArchive();
const onrecord = (line: string) => runCommand(line.split(" "), { environment: { DATABASE_URL: database.url } });

/** Returns the contents without the table of origins and without the ids, which differ after a removal. */
const counts = async () =>
  Object.fromEntries(Object.entries(await contents(database)).map(([table, rows]) => [table, rows.length]));

let empty: Awaited<ReturnType<typeof counts>>;
beforeAll(async () => {
  empty = await counts();
});

test("removing what was never loaded says so", async () => {
  expect(await onrecord("seed --remove")).toEqual({
    output: "",
    errors: "The demo archive was not loaded: there is nothing to remove.\n",
    exitCode: 0,
  });
});

test.each(["seed", "seed --topics"])("`onrecord %s --remove` leaves nothing of it", async (line) => {
  await onrecord(line);
  expect(await counts()).not.toEqual(empty);
  const { errors, exitCode } = await onrecord(`${line} --remove`);
  expect([errors, exitCode]).toEqual([expect.stringMatching(/^Removed: .*\d+ topic\b.*Restored: 0 rows\.\n/), 0]);
  expect(await counts()).toEqual(empty);
  await expectSound(database);
});

test("an import that shares topics and sources with the demo keeps them", async () => {
  await onrecord("seed --topics");
  await onrecord("seed");
  await onrecord("import csv docs/import/quotes.csv");
  await onrecord("tag");
  await onrecord("seed --remove");
  await onrecord("seed --topics --remove");
  expect(await counts()).toMatchObject({ statement: 3, article: 2, source: 2, speaker: 2 });
  await expectSound(database);
});
