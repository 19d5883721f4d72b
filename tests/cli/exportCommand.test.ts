import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { Command } from "commander";
import { addExportCommand } from "../../src/cli/exportCommand.ts";
import { filterParameters } from "../../src/export/filter.ts";
import { packageRoot } from "../../src/packageRoot.ts";

const program = new Command();
addExportCommand(program);
const options = program.commands[0]?.options ?? [];

test("each parameter of the filter is an option whose value has the parameter's name", () => {
  const names = options.map((option) => option.attributeName());
  expect(names).toEqual([...filterParameters.map(({ name }) => name), "output", "separator", "snapshot", "bodies"]);
  expect(options.map(({ long }) => long)).toContain("--topic-basis");
});

test("docs/export.md shows each option and parameter with the words of --help", () => {
  const page = readFileSync(join(packageRoot(), "docs/export.md"), "utf8");
  const rows = filterParameters.map(({ name, words, isSingle }) => {
    const flags = options.find((option) => option.attributeName() === name)?.flags;
    return `| \`${flags}\` | \`${name}\` | ${words}${isSingle ? "; once" : ""} |`;
  });
  expect(page).toContain(rows.join("\n"));
});
