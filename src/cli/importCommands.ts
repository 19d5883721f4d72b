import { Argument, type Command, InvalidArgumentError, Option } from "commander";
import { DEFAULT_MIN_SCORE } from "../extraction/propose.ts";
import { type Column, columnNames } from "../formats/csv/columnNames.ts";
import { encodingNamed } from "../formats/reading/decode.ts";
import { formats } from "../formats.ts";
import { isImportId } from "../record/importRuns.ts";
import { languageTag } from "../text/languages.ts";
import { type ImportCommandOptions, oneFormat, runImport } from "./import.ts";
import { printImports, undoCommand } from "./imports.ts";
import { endMisused, orNothingDone } from "./nothingDone.ts";
import { readGivenName, readScore } from "./optionValues.ts";

/** Adds the commands that import corpora, list imports, undo them, and count the contents of the archive. */
export function addImportCommands(program: Command): void {
  program
    .command("import")
    .description("import statements from files; importing a file again updates only what differs")
    .exitOverride(endMisused)
    .addArgument(new Argument("<format>", "the format of the files").choices(formats.map(({ name }) => name)))
    .argument("<path...>", 'files, folders, patterns such as "corpus/*.xml", or - for standard input; .gz and .bz2 too')
    .option("--dry-run", "do everything and print the same report, but keep nothing", false)
    .option(
      "--rejects <file>",
      "write every rejected record to a file, one JSON object per line, with file, line, code and message",
    )
    .option("--source <name>", "the publisher, if the files do not name one", readGivenName)
    .option("--language <tag>", 'the language, if the files do not state it: "en", "pt-BR"', readLanguage)
    .option("--wire <name>", "the agency that supplied the articles, if the files do not name one", readGivenName)
    .addOption(
      new Option("--dates <order>", "what 03/04/2018 means; without it, such dates are rejected").choices([
        "day-first",
        "month-first",
      ]),
    )
    .option(
      "--encoding <name>",
      "the encoding of tables, if it is not recognised: windows-1250, utf-16le",
      readEncoding,
    )
    .option("--column <column=name>", "the name of a column in tables: text=Zitat; may be given again", readColumn)
    .option("--fill-down <column>", "in tables, an empty cell means the one above it; may be given again", readFillDown)
    .option("--sheet <name>", "the sheet of a workbook; the first one that is shown if left out", readGivenName)
    .option(
      "--replaces <import>",
      "the files correct those of this import, whatever their names: what they no longer have is taken out",
      readImportId,
    )
    .option("--keep-body", "for text and html: store the articles' bodies, not only the passages", false)
    .option("--min-score <number>", "for text and html: leave out less sure proposals", readScore, DEFAULT_MIN_SCORE)
    .option("--model <file>", "for text and html: a model that `onrecord train` has written")
    .option("--rules", "for text and html: propose by rules and no model", false)
    .option("--json", "print the report as one JSON object", false)
    .addHelpText("after", () => `\nFormats (docs/import/ describes each):\n${formatList()}\n${IMPORT_HELP}`)
    .action((format: string, paths: string[], options: ImportCommandOptions) =>
      orNothingDone(
        runImport(oneFormat(formats.find(({ name }) => name === format) as (typeof formats)[number]), paths, options),
      ),
    );

  const imports = program
    .command("imports")
    .description("list the imports, newest first")
    .exitOverride(endMisused)
    .option("--json", "print a JSON array, with the options and the report of each import", false)
    .addHelpText(
      "after",
      "\nExamples:\n  $ onrecord imports\n  $ onrecord imports --json | jq '.[0].counts'\n  $ onrecord imports undo 3",
    )
    .action((options: { json: boolean }) => orNothingDone(printImports(options)));
  imports
    .command("undo")
    .description("undo a whole import: remove what only it vouches for, and restore what it changed")
    .exitOverride(endMisused)
    .argument("<id>", "its id in the list")
    .option("--by <name>", "your name, which everybody sees in the history of the archive", readGivenName, "operator")
    .addHelpText("after", '\nExamples:\n  $ onrecord imports undo 3\n  $ onrecord imports undo 3 --by "Ada"')
    .action((id: string, options: { by: string }) => orNothingDone(undoCommand(id, options)));
}

const IMPORT_HELP = `
Ctrl-C stops after the current batch; the same command continues from there. Exit codes: 0 everything taken, 1 something
rejected, 2 nothing taken, 78 bad configuration, 130 stopped. docs/import.md explains the rest.

Examples:
  $ onrecord import csv quotes.csv --source "The Daily Planet"
  $ onrecord import xlsx quotes.xlsx --sheet "All quotes"
  $ onrecord import csv quotes-corrected.csv --replaces 3
  $ onrecord import brat polnear/ --rejects rejects.jsonl
  $ zcat statements.jsonl.gz | onrecord import jsonl -
  $ onrecord import akoma-ntoso "transcripts/2018-*.xml" --dry-run
  $ onrecord import text articles/ --source "The Daily Planet"`;

function formatList(): string {
  const width = Math.max(...formats.map(({ name }) => name.length));
  return formats.map(({ name, description }) => `  ${name.padEnd(width)}  ${description}`).join("\n");
}

function readEncoding(given: string): string {
  const encoding = encodingNamed(given);
  if (!encoding) throw new InvalidArgumentError('Not an encoding, such as "windows-1252", "utf-16le" or "macintosh".');
  return encoding;
}

function readColumn(given: string, before: Record<string, string> = {}): Record<string, string> {
  const [column = "", ...name] = given.split("=");
  return { ...before, [expectColumn(column)]: readGivenName(name.join("=")) };
}

function readFillDown(given: string, before: string[] = []): string[] {
  return [...before, expectColumn(given)];
}

function readImportId(given: string): number {
  if (!isImportId(given)) throw new InvalidArgumentError("Not the id of an import: find it with `onrecord imports`.");
  return Number(given);
}

function expectColumn(given: string): Column {
  const column = columnNames.find((name) => name === given.trim());
  if (!column) throw new InvalidArgumentError(`Not a column. The columns are ${columnNames.join(", ")}.`);
  return column;
}

function readLanguage(given: string): string {
  const tag = languageTag(given);
  if (!tag) throw new InvalidArgumentError('Not a language tag (BCP 47), such as "en" or "pt-BR".');
  return tag;
}
