import { describe, expect, test } from "@jest/globals";
import { Prisma } from "../src/generated/prisma/client.ts";
import { openArchive } from "./helpers/archive.ts";
import { runCommand } from "./helpers/command.ts";
import { databaseUrl, openEmptyDatabase } from "./helpers/database.ts";

/** Runs `onrecord` as a user does, without the test's environment. */
const onrecord = (words: string[], environment: Record<string, string> = {}) => runCommand(words, { environment });

describe("help", () => {
  test.each([
    [["--help"]],
    [["serve", "--help"]],
    [["migrate", "--help"]],
    [["seed", "--help"]],
    [["tag", "--help"]],
    [["check", "--help"]],
    [["export", "--help"]],
    [["import", "--help"]],
  ])("onrecord %j explains its use with examples", async (words) => {
    const { output, exitCode } = await onrecord(words);
    expect(output).toMatch(/^Usage: onrecord/);
    expect(output).toMatch(/\nExamples?:\n {2}\$ /);
    expect(exitCode).toBe(0);
  });

  test("onrecord refuses an unknown command", async () => {
    expect(await onrecord(["destroy"])).toMatchObject({
      exitCode: 1,
      errors: expect.stringContaining("unknown command"),
    });
  });
});

describe("what goes wrong is told in a line, without a stack", () => {
  test.each([[["check"]], [["seed"]], [["serve"]]])(
    "onrecord %j with a bad configuration names every variable and exits with 78",
    async (words) => {
      const { errors, exitCode } = await onrecord(words, { PORT: "none", LOG_LEVEL: "loud" });
      expect(errors).toMatch(/PORT .*\n.*LOG_LEVEL /);
      expect(errors).not.toMatch(/\n\s+at /);
      expect(exitCode).toBe(78);
    },
  );

  test.each([[["migrate"]], [["seed"]], [["check"]]])(
    "onrecord %j says in one line that no server answers at the address",
    async (words) => {
      const { errors, exitCode } = await onrecord(words, { DATABASE_URL: "postgres://nobody@127.0.0.1:1/nothing" });
      expect(errors).toBe("The database cannot be reached: connect ECONNREFUSED 127.0.0.1:1\n");
      expect(exitCode).toBe(1);
    },
  );

  test("onrecord migrate says in one line that the database does not exist", async () => {
    const { errors, exitCode } = await onrecord(["migrate"], { DATABASE_URL: databaseUrl("no_such_database") });
    expect(errors).toBe('The database reported an error: database "no_such_database" does not exist\n');
    expect(exitCode).toBe(1);
  });
});

describe("an empty database", () => {
  const environment = { DATABASE_URL: openEmptyDatabase() };

  test("an empty database has no tables to check until it is migrated, and is up to date afterwards", async () => {
    const tooEarly = await onrecord(["check"], environment);
    expect(tooEarly).toEqual({
      output: "",
      errors: "The database has no tables yet: run `onrecord migrate` first.\n",
      exitCode: 1,
    });
    const first = await onrecord(["migrate"], environment);
    expect(first).toMatchObject({ exitCode: 0, errors: expect.stringMatching(/^applied migration \d{14}_\w+\n/) });
    const second = await onrecord(["migrate"], environment);
    expect(second).toEqual({ output: "", errors: "The tables are up to date.\n", exitCode: 0 });
  });
});

describe("an archive", () => {
  const database = openArchive();

  test("an archive can be seeded twice, and `check` reports its broken rows line by line", async () => {
    const environment = { DATABASE_URL: database.url };
    expect(await onrecord(["seed"], environment)).toEqual({
      output: "",
      errors: "The demo archive is loaded.\n",
      exitCode: 0,
    });
    const statements = await database.prisma.statement.count();
    expect(await onrecord(["seed"], environment)).toMatchObject({ exitCode: 0 });
    expect(await database.prisma.statement.count()).toBe(statements);
    expect(await onrecord(["check"], environment)).toEqual({ output: "", errors: "Nothing is broken.\n", exitCode: 0 });

    await database.query(Prisma.sql`UPDATE speaker SET name = 'Nobody' WHERE slug = 'hilal-khashan'`);
    const { id } = await database.prisma.speaker.findUniqueOrThrow({ where: { slug: "hilal-khashan" } });
    expect(await onrecord(["check"], environment)).toEqual({
      output: `main_name\tspeaker\t${id}\thas a name that is not among its names\n`,
      errors: "1 row breaks a rule.\n",
      exitCode: 1,
    });
  });
});
