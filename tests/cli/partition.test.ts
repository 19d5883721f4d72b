import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { encodeGlobalId, type NodeType } from "../../src/archive/globalIds.ts";
import { mergeSpeakers } from "../../src/editing/merges.ts";
import { retractStatement } from "../../src/editing/statements/status.ts";
import { tagStatement } from "../../src/editing/statements/tagging.ts";
import { updateStatement } from "../../src/editing/statements/update.ts";
import { undoRevision } from "../../src/history/undo.ts";
import { unmergeSpeaker } from "../../src/history/unmerge.ts";
import { migrate } from "../../src/migrate.ts";
import { everything } from "../backup/backups.ts";
import { contents, expectSound } from "../helpers/archive.ts";
import { CHECKOUT } from "../helpers/child.ts";
import { type CommandOptions, type Ended, runCommand } from "../helpers/command.ts";
import { createDatabase, databaseUrl, dropDatabase, newName } from "../helpers/database.ts";
import { type Desk, openDesk } from "../helpers/desk.ts";
import { openFolder } from "../helpers/folder.ts";
import { world } from "../helpers/world.ts";

const folder = openFolder();
const [twin, restored] = [openDesk(world), newName()];
const desk = openDesk(world);
const run = (words: string[], url = desk.database.url, options: CommandOptions = {}) =>
  runCommand(words, { environment: { DATABASE_URL: url }, folder, ...options });

/** Returns the rows without what differs between two archives that were filled alike: instants and random uuids. */
function timeless(rows: readonly string[] = []): string[] {
  const text = rows.join("\n").replace(/\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?\+00(?::00)?/g, "instant");
  return text
    .replace(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, "uuid")
    .split("\n")
    .sort();
}

async function lastRevision({ database }: Desk): Promise<{ revision: string }> {
  const { id } = await database.prisma.change.findFirstOrThrow({ orderBy: { id: "desc" } });
  return { revision: encodeGlobalId("Revision", id) };
}

/** The headline query as a search, on the words of the command line. */
const HEADLINE = ["export", "csv", "--speaker", "Ada Brandt", "--topic", "Sandholm"];
const IMPORT = ["import", "csv", join(CHECKOUT, "tests/fixtures/csv/harbour.csv")];

describe("the command line", () => {
  test.each([
    [["--into", "12"], "It is not a power of two from 2 to 256: 32, for example."],
    [["--into", "1"], "It is not a power of two"],
    [["--into", "512"], "It is not a power of two"],
    [["--into", "0x20"], "It is not a power of two"],
    [["--into", "many"], "It is not a power of two"],
    [[], "required option '--into <number>' not specified"],
  ])("`onrecord partition %j` is refused with what to write instead", async (words, message) => {
    const { exitCode, errors } = await run(["partition", ...words]);
    expect([exitCode, errors]).toEqual([2, expect.stringContaining(message)]);
  });

  test("the help says what it is for, what it needs, and that there is no way back", async () => {
    const { exitCode, output } = await run(["partition", "--help"]);
    expect([exitCode, output]).toEqual([
      0,
      expect.stringMatching(/no way back but a backup.*onrecord partition --into 32/s),
    ]);
  });
});

describe("an archive that was partitioned", () => {
  const before: Record<string, string> = {};
  let converted: Ended;
  beforeAll(async () => {
    for (const words of [["export", "jsonl"], HEADLINE]) before[words.join(" ")] = (await run(words)).output;
    converted = await run(["partition", "--into", "32"]);
  });

  test("the command says what it does, and how far it is", () => {
    const { exitCode, output, errors } = converted;
    expect([exitCode, output]).toEqual([0, ""]);
    expect(errors.split("\n").filter(Boolean)).toEqual([
      ...["statement", "statement_topic", "statement_tag", "statement_search"].flatMap((table) => [
        expect.stringMatching(new RegExp(`^Copying ${table} \\(\\d of 4\\) …$`)),
        `Indexing ${table} …`,
      ]),
      "Verifying the references …",
      "Analyzing …",
      "The tables are partitioned into 32.",
    ]);
  });
  afterAll(() => dropDatabase(restored));

  const both = async (work: (on: Desk) => Promise<unknown>) => [await work(desk), await work(twin)];
  /** Expects that the archive equals the one that was never partitioned and was changed in the same way. */
  async function expectSame(): Promise<void> {
    const [here, there] = [await contents(desk.database), await contents(twin.database)];
    for (const [table, rows] of Object.entries(here))
      expect([table, timeless(rows)]).toEqual([table, timeless(there[table])]);
    await expectSound(desk.database);
  }
  const seen = (on: Desk, type: NodeType, id: number) => on.seen(type, id);
  const seenSpeaker = async (on: Desk, slug: string) =>
    on.seen("Speaker", (await on.database.prisma.speaker.findUniqueOrThrow({ where: { slug } })).id);

  test("exports and the headline query give the same bytes", async () => {
    for (const [words, output] of Object.entries(before)) {
      expect(output.length).toBeGreaterThan(200);
      expect((await run(words.startsWith("export csv") ? HEADLINE : words.split(" "))).output).toBe(output);
    }
    expect(await run(["check"])).toMatchObject({ exitCode: 0, output: "" });
    await expectSame();
  });

  test("a second conversion changes nothing and says so", async () => {
    const { exitCode, errors } = await run(["partition", "--into", "8"]);
    expect([exitCode, errors]).toEqual([2, "The tables are already partitioned, into 32: nothing was changed.\n"]);
  });

  test.each<[string, (on: Desk) => Promise<unknown>]>([
    ["an import", async ({ database }) => run(IMPORT, database.url)],
    ["the same import again", async ({ database }) => run(IMPORT, database.url)],
    ["tagging", async ({ database }) => run(["tag", "--all"], database.url)],
    ["a tag", async (on) => on.done(tagStatement, { id: encodeGlobalId("Statement", 1), topics: ["port-festival"] })],
    [
      "a changed statement",
      async (on) =>
        on.done(updateStatement, { ...(await seen(on, "Statement", 1)), saidAt: new Date("2020-01-02T00:00:00Z") }),
    ],
    [
      "a retraction",
      async (on) => on.done(retractStatement, { ...(await seen(on, "Statement", 2)), reason: "Not said." }),
    ],
    ["undoing the retraction", async (on) => on.done(undoRevision as never, await lastRevision(on))],
    [
      "a merge",
      async (on) => on.done(mergeSpeakers as never, { ...(await seenSpeaker(on, "jonas-weber")), into: "anna-weber" }),
    ],
    [
      "undoing the merge",
      async (on) => on.done(unmergeSpeaker as never, { ...(await seenSpeaker(on, "jonas-weber")) }),
    ],
    ["undoing the import", async ({ database }) => run(["imports", "undo", "1"], database.url)],
  ])("%s has the same effect, history included", async (_name, work) => {
    await both(work);
    await expectSame();
  });

  test("its backup is restored into tables that are not partitioned, with the same rows", async () => {
    expect(await run(["backup", "here.backup"])).toMatchObject({ exitCode: 0 });
    await createDatabase(restored, "template1");
    const back = await run(["restore", "here.backup"], databaseUrl(restored));
    expect([back.exitCode, back.errors]).toEqual([0, expect.stringMatching(/\nNothing is broken\.\n$/)]);
    expect(back.errors).not.toContain("statement_uuid");
    expect(await everything(databaseUrl(restored))).toEqual(await everything(desk.database.url));
    expect((await run(["partition", "--into", "2"], databaseUrl(restored))).exitCode).toBe(0);
  });

  test("nothing is restored into empty tables that are partitioned", async () => {
    const name = newName();
    await createDatabase(name, "template1");
    await migrate(databaseUrl(name), { log: () => {} });
    expect((await run(["partition", "--into", "2"], databaseUrl(name))).exitCode).toBe(0);
    const { exitCode, errors } = await run(["restore", "here.backup"], databaseUrl(name));
    expect([exitCode, errors]).toEqual([
      2,
      expect.stringMatching(/its tables are partitioned: restore into a new folder/),
    ]);
    await dropDatabase(name);
  });
});
