import { readFile } from "node:fs/promises";
import { describe, expect, test } from "@jest/globals";
import { findKey, listKeys } from "../../src/keys/keys.ts";
import { openArchive } from "../helpers/archive.ts";
import { runCommand, startCommand } from "../helpers/command.ts";

const database = openArchive();

const SECRET = "a secret of the server, thirty-two characters";
const run = (words: string[], environment: Record<string, string> = {}) =>
  runCommand(["keys", ...words], { environment: { DATABASE_URL: database.url, ...environment } });
const create = (...words: string[]) => run(["create", "--name", "Newsroom", "--role", "EDITOR", ...words]);

test("`keys` makes, lists and revokes a key", async () => {
  expect(await run(["list"])).toEqual({ exitCode: 0, output: "", errors: "There are no keys yet.\n" });
  const made = await create("--expires", "2199-01-01");
  expect(made.exitCode).toBe(0);
  expect(made.output).toMatch(/^or_[0-9a-f]{16}_[\w-]{43}\n$/);
  const token = made.output.trim();
  const id = token.slice(3, 19);
  expect(made.errors).toBe(`Made the key ${id} for “Newsroom”, role EDITOR. It cannot be shown again.\n`);
  expect(await findKey(database, undefined, token)).toMatchObject({ name: "Newsroom", role: "EDITOR" });

  const { output } = await run(["list"]);
  const rows = output
    .trim()
    .split("\n")
    .map((line) => line.split(/ {2,}/));
  const time = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d$/);
  expect(rows).toEqual([
    ["id", "name", "role", "made (UTC)", "last used (UTC)", "state"],
    [id, "Newsroom", "EDITOR", time, "never", "good until 2199-01-01 00:00"],
  ]);
  expect(JSON.parse((await run(["list", "--json"])).output)).toMatchObject([
    { id, expiresAt: "2199-01-01T00:00:00.000Z", revokedAt: null },
  ]);

  const revoked = await run(["revoke", id]);
  expect(revoked).toEqual({ exitCode: 0, errors: "", output: `The key ${id} of “Newsroom” has been revoked.\n` });
  expect(await findKey(database, undefined, token)).toBe("REVOKED");
  expect((await run(["list"])).output).toMatch(/ {2}revoked \d{4}-\d\d-\d\d \d\d:\d\d\n$/);
});

test("`keys` hashes a key with the operator's secret if there is one", async () => {
  const words = ["create", "--name", "Desk", "--role", "READER"];
  const token = (await run(words, { ONRECORD_KEY_SECRET: SECRET })).output.trim();
  expect(await findKey(database, SECRET, token)).toMatchObject({ name: "Desk" });
  expect(await findKey(database, undefined, token)).toBe("UNKNOWN");
});

describe("bad input is refused with 2, and makes no key", () => {
  test.each<[string, string[], string]>([
    ["no name", ["create", "--role", "EDITOR"], "--name"],
    ["an empty name", ["create", "--name", " ", "--role", "EDITOR"], "is blank"],
    ["a long name", ["create", "--name", "x".repeat(101), "--role", "EDITOR"], "longer than 100"],
    ["a name that rings the bell", ["create", "--name", "a\u0007", "--role", "EDITOR"], "control characters"],
    ["a name of two lines", ["create", "--name", "a\nb", "--role", "EDITOR"], "line breaks"],
    ["a name that turns round", ["create", "--name", "a\u202eb", "--role", "EDITOR"], "marks of direction"],
    ["no role", ["create", "--name", "a"], "--role"],
    ["another role", ["create", "--name", "a", "--role", "OWNER"], "READER, EDITOR, ADMIN"],
    ["no date", ["create", "--name", "a", "--role", "EDITOR", "--expires", "soon"], "Write a date"],
    ["a day that is none", ["create", "--name", "a", "--role", "EDITOR", "--expires", "2199-02-31"], "Write a date"],
    ["yesterday", ["create", "--name", "a", "--role", "EDITOR", "--expires", "2001-01-01"], "in the past"],
    ["no id", ["revoke"], "missing required argument"],
    ["an id that is none", ["revoke", "'; DROP TABLE api_key --"], "There is no key"],
    ["a whole key", ["revoke", "or_0123456789abcdef_secret"], "not the key"],
    ["another command", ["destroy"], "unknown command"],
  ])("`keys` makes no key and exits with 2: %s", async (_what, words, told) => {
    const before = await listKeys(database);
    const { exitCode, errors, output } = await run(words);
    expect([exitCode, output]).toEqual([2, ""]);
    expect(errors).toContain(told);
    expect(errors).not.toMatch(/\n\s+at |secret/);
    expect(await listKeys(database)).toEqual(before);
  });

  test("`keys` refuses a secret that is too short and does not print it", async () => {
    const { exitCode, errors } = await run(["list"], { ONRECORD_KEY_SECRET: "hunter2" });
    expect(exitCode).toBe(78);
    expect(errors).toContain("ONRECORD_KEY_SECRET must be at least 32 characters long");
    expect(errors).not.toContain("hunter2");
  });
});

test.each([[["--help"]], [["create", "--help"]], [["list", "--help"]], [["revoke", "--help"]]])(
  "the help of `keys` %j shows examples",
  async (words) => {
    const { output, exitCode } = await run(words);
    expect(output).toMatch(/^Usage: onrecord keys.*\nExamples?:\n {2}\$ onrecord keys/s);
    expect(exitCode).toBe(0);
  },
);

test("a list of processes shows no secret", async () => {
  const { ended, process: child } = startCommand(["keys", "create", "--name", "Watched", "--role", "READER"], {
    environment: { DATABASE_URL: database.url, ONRECORD_KEY_SECRET: SECRET },
  });
  const seen = new Set<string>();
  let isOver = false;
  const over = ended.finally(() => {
    isOver = true;
  });
  while (!isOver) for (const line of await commandLines(child.pid ?? 0)) seen.add(line);
  const token = (await over).output.trim();
  expect([...seen].some((line) => line.includes("Watched"))).toBe(true);
  for (const line of seen) for (const secret of [SECRET, token, token.slice(20)]) expect(line).not.toContain(secret);
});

/** Returns the command line of a process as `ps` shows it, and the running statements that PostgreSQL shows. */
async function commandLines(pid: number): Promise<string[]> {
  const own = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  const { rows } = await database.pool.query<{ query: string }>(
    "SELECT query FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
  );
  return [own, ...rows.map(({ query }) => query)];
}
