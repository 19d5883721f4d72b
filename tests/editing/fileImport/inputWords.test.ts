import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { inInputWords } from "../../../src/editing/fileImport/inputWords.ts";
import { packageRoot } from "../../../src/packageRoot.ts";

test.each([
  ['fill in the column “source”, or add --source "Name".', "fill in the column “source”, or add `source`."],
  ['say which column is meant, as in --column text="its name".', "say which column is meant, as in `columns`."],
  ["check --column.", "check `columns`."],
  ["or give --dates day-first or --dates month-first.", "or set `dates`."],
  ["--sheet names another", "`sheet` names another"],
  ["--fill-down gives it to those below", "`fillDown` gives it to those below"],
  ["save it as “CSV UTF-8”, or say how a table is encoded, as in --encoding windows-1250", "save it as “CSV UTF-8”"],
  ["import it again with --replaces 3", "import it again with `onrecord import --replaces 3`"],
  ["The date “--” does not exist.", "The date “--” does not exist."],
])("“%s” names no option of the command", (message, said) => {
  expect(inInputWords(message)).toBe(said);
  expect(inInputWords(said)).toBe(said);
});

test("every option that a message of the readers names has a word of the input", () => {
  // Reading standard input in another encoding is for the command alone.
  const own = /give --encoding the one that it is in/;
  const left = ["formats", "ingestion"].flatMap((room) =>
    sourcesIn(join(packageRoot(), "src", room)).flatMap((text) =>
      text
        .split("\n")
        .filter((line) => /(?:["'`“ ])--[a-z]/.test(line) && !/^\s*(?:\*|\/\/|\/\*)/.test(line) && !own.test(line))
        // An interpolated value stands for one.
        .map((line) =>
          inInputWords(
            line.replaceAll(/\$\{[^}]*replaces[^}]*\}|\$\{importId\}/g, "3").replaceAll(/\$\{[^}]*\}/g, "text"),
          ),
        )
        .filter((line) => /(?<!onrecord import )--[a-z]/.test(line)),
    ),
  );
  expect(left).toEqual([]);
});

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(join(folder, name), "utf8"));
}
