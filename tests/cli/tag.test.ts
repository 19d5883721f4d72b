import { expect, test } from "@jest/globals";
import { loadDemo } from "../../prisma/seed/load.ts";
import { starterTopics } from "../../prisma/seed/topics.ts";
import { openArchive } from "../helpers/archive.ts";
import { runCommand } from "../helpers/command.ts";

const database = openArchive();

/** Runs `onrecord` on the test's database, as a user does. */
const onrecord = (...words: string[]) => runCommand(words, { environment: { DATABASE_URL: database.url } });

test("`tag` applies the starter topics to the demo archive and then finds nothing left to do", async () => {
  await loadDemo(database);
  const loaded = "The starter topics are loaded: `onrecord tag` applies them.\n";
  expect(await onrecord("seed", "--topics")).toEqual({ output: "", errors: loaded, exitCode: 0 });
  expect(await database.prisma.topic.count()).toBeGreaterThan(starterTopics().length);

  const statements = await database.prisma.statement.count();
  const first = await onrecord("tag");
  expect(first).toMatchObject({ output: "", exitCode: 0 });
  const [, read, added, removed] = /(\d+) statements read: (\d+) tags added, (\d+) removed/.exec(first.errors) ?? [];
  // The demo states its topics; tagging finds Russia and Turkey in addition.
  expect([Number(read), Number(removed)]).toEqual([statements, 0]);
  const byBasis = await database.prisma.statementTag.groupBy({ by: ["basis"], _count: true });
  const counts = Object.fromEntries(byBasis.map(({ basis, _count }) => [basis, _count]));
  expect((counts.TEXT ?? 0) + (counts.HEADLINE ?? 0)).toBe(Number(added));
  const russia = { topic: { slug: "russia" }, basis: "HEADLINE" as const };
  expect(await database.prisma.statementTag.count({ where: russia })).toBe(22);

  expect(await onrecord("tag")).toEqual({ output: "", errors: "The tags are up to date.\n", exitCode: 0 });
  expect((await onrecord("tag", "--all")).errors).toBe(`${statements} statements read: 0 tags added, 0 removed.\n`);
});

test("the help of `tag` shows examples", async () => {
  const { output, exitCode } = await onrecord("tag", "--help");
  expect(output).toMatch(/^Usage: onrecord tag .*\nExamples:\n {2}\$ onrecord tag\n/s);
  expect(exitCode).toBe(0);
});
