import { Argument, type Command, Option } from "commander";
import type { FilterParameter } from "../archive/statements/filter/typed.ts";
import { separators } from "../export/csv.ts";
import { filterParameters } from "../export/filter.ts";
import { exportFormats } from "../export/formats.ts";
import { runExport } from "./export.ts";

/** Adds the command that writes statements, or the whole archive. */
export function addExportCommand(program: Command): void {
  const command = program
    .command("export")
    .description("write statements, or the whole archive, to standard output or to a file")
    .addArgument(new Argument("<format>", "the format to write").choices(exportFormats.map(({ name }) => name)));
  for (const parameter of filterParameters) command.addOption(filterOption(parameter));
  command
    .option("--output <file>", "the file to write; it appears only when it is complete")
    .addOption(
      new Option("--separator <name>", "what separates the cells of csv: semicolon for spreadsheets that write 1,5")
        .choices(Object.keys(separators))
        .default("comma"),
    )
    .option("--snapshot", "write the archive as it is at one moment, even for more than 100,000 statements")
    .option("--no-bodies", "leave the bodies of articles out of jsonl, and the offsets into them")
    .addHelpText(
      "after",
      `
Without any filter, jsonl is the whole archive, which \`onrecord import jsonl\` reads back. docs/export.md describes the formats.

Examples:
  $ onrecord export csv --speaker Putin --topic Idlib --from 2018-01-01 --output putin-on-idlib.csv
  $ onrecord export xlsx --source "The Daily Planet" --output planet.xlsx
  $ onrecord export json-ld --topic Syria --text "ceasefire OR truce" | jq '."@graph"[].text'
  $ onrecord export jsonl | gzip > archive.jsonl.gz`,
    )
    .action((format, { output, bodies, separator, snapshot = false, ...filter }) =>
      runExport({
        ...{ format, output, bodies, snapshot, filter },
        separator: separators[separator as keyof typeof separators],
      }),
    );
}

/** The option of a parameter; commander calls its value by the parameter's own name. */
export function filterOption({ name, value, words, isSingle }: FilterParameter): Option {
  const flag = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return new Option(`--${flag} <${value}>`, isSingle ? words : `${words}; may be given again`).argParser(
    (given: string, before: string[] = []) => (isSingle ? [given] : [...before, given]),
  );
}
