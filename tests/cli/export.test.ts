import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { Prisma } from "../../src/generated/prisma/client.ts";
import { openArchive } from "../helpers/archive.ts";
import { runCommand, startCommand } from "../helpers/command.ts";
import { openFolder } from "../helpers/folder.ts";
import { world } from "../helpers/world.ts";

const [database, other] = [openArchive({ document: world }), openArchive()];
const folder = openFolder();

/** Runs `onrecord` on the test's database, as a user does. */
const onrecord = (words: string[], url = database.url) => runCommand(words, { environment: { DATABASE_URL: url } });

test("the help of `export` shows the formats and the filter with examples", async () => {
  const { output } = await onrecord(["export", "--help"]);
  expect(output).toMatch(/^Usage: onrecord export/);
  for (const part of ["csv", "json-ld", "--speaker <name>", "--no-bodies", "\nExamples:\n  $ "])
    expect(output).toContain(part);
});

test("each format goes to standard output, narrowed as the API would narrow it", async () => {
  const filter = ["--speaker", "Ada Brandt", "--speaker", "Anna Weber", "--topic", "Hafen", "--from", "2021-05-07"];
  for (const [format, beginning] of [
    ["csv", "\ufeffspeaker,text,date"],
    ["json-ld", '{"@context":"https://schema.org","@graph":['],
    ["atom", '<?xml version="1.0" encoding="utf-8"?>\n<feed'],
    ["jsonl", '{"source":{"slug":"coast-wire"'],
  ] as const) {
    const { output, errors, exitCode } = await onrecord(["export", format, ...filter, "--to", "2021-05-08"]);
    expect([format, output.slice(0, beginning.length), errors, exitCode]).toEqual([format, beginning, "", 0]);
    expect(output).toContain("and it will feed us again.");
    expect(output).not.toContain("festival without rain");
  }
});

test("the whole archive goes out as jsonl and is the same after its import", async () => {
  const file = join(folder, "archive.jsonl");
  expect(await onrecord(["export", "jsonl", "--output", file])).toEqual({ output: "", errors: "", exitCode: 0 });
  const first = await readFile(file, "utf8");
  // The archive must contain statements of every status and articles with bodies.
  for (const part of ['"RETRACTED"', '"PROPOSED"', '"body"', '"spans"']) expect(first).toContain(part);
  const { errors, exitCode } = await onrecord(["import", "jsonl", file], other.url);
  expect([exitCode, errors]).toEqual([0, expect.not.stringContaining("REFUSED")]);
  expect((await onrecord(["export", "jsonl"], other.url)).output).toBe(first);
});

test("`--snapshot` writes an archive as it is at one moment, which a small export is anyway", async () => {
  const still = await onrecord(["export", "jsonl", "--snapshot"]);
  expect([still.errors, still.exitCode]).toEqual(["", 0]);
  expect(still.output).toBe((await onrecord(["export", "jsonl"])).output);
});

test("a name that nobody bears is refused, with suggestions; one that is part of a name is told beside the export", async () => {
  const refused = await onrecord(["export", "json-ld", "--speaker", "Ada Brant", "--topic", "Fishing"]);
  const errors = "No speaker bears the name “Ada Brant”. Did you mean Ada Brandt (ada-brandt)?\n";
  expect(refused).toEqual({ output: "", errors, exitCode: 2 });
  const taken = await onrecord(["export", "json-ld", "--speaker", "Brandt", "--text", "nothing of the kind"]);
  expect([JSON.parse(taken.output)["@graph"], taken.errors, taken.exitCode]).toEqual([
    [],
    "“Brandt” was taken for Ada Brandt (ada-brandt), the only speaker with it in a name.\n",
    0,
  ]);
});

test.each([
  [["--from", "2018-02-31"], /^`from` is a date like/],
  [["--from", "2019-01-01", "--to", "2018-01-01"], /^`to` is before `from`/],
  [["--kind", "SUNG"], /^`kind` is DIRECT/],
  [["--topic-basis", "TEXT"], /^`topicBasis` is about the topics of `topic`, which it needs/],
  [Array.from({ length: 101 }, (_, i) => ["--speaker", `${i}`]).flat(), /at most 100 values/],
])("an export explains bad parameters in one line: %j", async (words, message) => {
  const { output, errors, exitCode } = await onrecord(["export", "csv", ...words]);
  expect([output, exitCode]).toEqual(["", 2]);
  expect(errors).toMatch(message);
  expect(errors.trimEnd()).not.toContain("\n");
});

test("an export leaves nothing behind if its file cannot be written, and keeps what was there", async () => {
  const nowhere = join(folder, "nowhere", "x.csv");
  const refused = await onrecord(["export", "csv", "--output", nowhere]);
  expect(refused).toEqual({ output: "", errors: expect.stringMatching(/^Cannot write .*ENOENT.*\n$/), exitCode: 1 });
  const kept = join(folder, "kept.csv");
  await writeFile(kept, "as it was");
  await onrecord(["export", "csv", "--output", kept, "--kind", "SUNG"]);
  expect(await readFile(kept, "utf8")).toBe("as it was");
  expect((await readdir(folder)).filter((name) => name.endsWith(".part"))).toEqual([]);
});

test("an export ends well if its reader closes the pipe early", async () => {
  await database.query(Prisma.sql`
INSERT INTO statement (speaker_status, text, kind, said_at, said_at_precision, said_at_basis, language, origin_id)
SELECT 'UNKNOWN', repeat('Nets ', 20) || n, 'INDIRECT', now(), 'TIME', 'STATED', 'en', (SELECT min(id) FROM origin)
FROM generate_series(1, 5000) AS n`);
  const command = startCommand(["export", "csv"], { environment: { DATABASE_URL: database.url } });
  const { stdout } = command.process;
  stdout.once("data", () => stdout.destroy());
  expect(await command.ended).toMatchObject({ errors: "", exitCode: 0 });
});
