import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { openArchive } from "../helpers/archive.ts";
import { runCommand } from "../helpers/command.ts";
import { openFolder } from "../helpers/folder.ts";

const database = openArchive();
const folder = openFolder();

describe("a file .env in the working directory", () => {
  beforeAll(() => writeFile(join(folder, ".env"), `DATABASE_URL=${database.url}\nLOG_LEVEL=loud\n`));

  test("the command line uses the database that .env names, and refuses its mistakes", async () => {
    expect(await runCommand(["stats"], { folder })).toMatchObject({
      errors: expect.stringContaining('LOG_LEVEL must be fatal, error, warn, info, debug, trace or silent, not "loud"'),
      exitCode: 78,
    });
  });

  test("a variable that is set already takes precedence", async () => {
    const { output, exitCode } = await runCommand(["stats"], { folder, environment: { LOG_LEVEL: "info" } });
    expect([output, exitCode]).toEqual([expect.stringMatching(/^statements +0$/m), 0]);
  });

  test("the server reads it too", async () => {
    expect(await runCommand(["serve"], { folder })).toMatchObject({
      errors: expect.stringContaining("LOG_LEVEL"),
      exitCode: 78,
    });
  });
});

test.each<[string, (text: string) => Buffer]>([
  ["with a byte order mark", (text) => Buffer.from(`\ufeff${text}`)],
  ["in UTF-16", (text) => Buffer.from(`\ufeff${text}`, "utf16le")],
  ["with CR LF and quotation marks", (text) => Buffer.from(text.replace(/=(.*)/g, "='$1'").replaceAll("\n", "\r\n"))],
])("a .env %s names the database", async (_, encode) => {
  const other = join(folder, "encoded");
  await mkdir(other, { recursive: true });
  await writeFile(join(other, ".env"), encode(`DATABASE_URL=${database.url}\n`));
  const { output, exitCode } = await runCommand(["stats"], { folder: other });
  expect([output, exitCode]).toEqual([expect.stringMatching(/^statements +0$/m), 0]);
  expect(await readdir(other)).toEqual([".env"]);
});

test("a line of .env that names a setting and sets nothing is refused, without its value", async () => {
  const other = join(folder, "unset");
  await mkdir(other, { recursive: true });
  await writeFile(join(other, ".env"), `DATABASE_URL=${database.url}\n# ONRECORD_READ keys\nONRECORD_READ: keys\n`);
  const { errors, exitCode } = await runCommand(["stats"], { folder: other });
  expect([errors, exitCode]).toEqual([
    expect.stringMatching(/\n {2}\.env, line 3, sets nothing: write ONRECORD_READ=value\.\n$/),
    78,
  ]);
});

test("a .env that cannot be read is told in a sentence", async () => {
  const other = join(folder, "other");
  await mkdir(join(other, ".env"), { recursive: true });
  const { errors, exitCode } = await runCommand(["stats"], { folder: other });
  expect([errors, exitCode]).toEqual([expect.stringMatching(/\n {2}\.env cannot be read: .*\n$/), 78]);
});

test.each([
  ["stats"],
  ["check"],
  ["tag"],
  ["export csv"],
  ["imports"],
  ["imports undo 1"],
  ["keys list"],
  ["keys create --name Ada --role READER"],
  ["seed --remove"],
  ["search harbour"],
  ["verify harbour --speaker Ada"],
])("`onrecord %s` makes no archive in an empty folder: it says so in a sentence", async (line) => {
  const empty = join(folder, "empty");
  await mkdir(empty, { recursive: true });
  const { output, errors, exitCode } = await runCommand(line.split(" "), { folder: empty });
  expect({ output, errors, exitCode }).toEqual({
    output: "",
    errors: expect.stringMatching(/^There is no archive in the folder \.onrecord yet: run [^\n]*\n$/),
    exitCode: 2,
  });
  expect(await readdir(empty)).toEqual([]);
});

test("a dry run in an empty folder reports as it would, and leaves nothing there", async () => {
  const empty = join(folder, "dry");
  await mkdir(empty, { recursive: true });
  const sheet = join(folder, "quotes.csv");
  await writeFile(sheet, "text,speaker,date,source\nThe ford is open.,Ada Okoro,2031-03-04,Velmora Post\n");
  const { output, exitCode } = await runCommand(["import", "csv", sheet, "--dry-run"], { folder: empty });
  expect([output, exitCode]).toEqual([expect.stringContaining("This was a dry run: nothing was kept."), 0]);
  expect(await readdir(empty)).toEqual([]);
});
