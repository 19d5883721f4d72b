import { Argument, type Command, InvalidArgumentError } from "commander";
import { formats } from "../formats.ts";
import { languageTag } from "../text/languages.ts";
import { type ImportCommandOptions, runImport } from "./import.ts";
import { printImports, undoCommand } from "./imports.ts";
import { endMisused, orNothingDone } from "./nothingDone.ts";
import { printStats } from "./stats.ts";

/** Adds the commands that bring corpora in, list them, take them back and count what is there. */
export function addImportCommands(program: Command): void {
  program
    .command("import")
    .description("bring statements in from files; what is there already stays as it is")
    .exitOverride(endMisused)
    .addArgument(new Argument("<format>", "what the files are").choices(formats.map(({ name }) => name)))
    .argument("<path...>", 'files, folders, patterns such as "corpus/*.xml", or - for standard input; .gz and .bz2 too')
    .option("--dry-run", "do everything, print the same report, and keep nothing", false)
    .option(
      "--rejects <file>",
      "write every rejected record to a file: a JSON object a line, with file, line, code and message",
    )
    .option("--source <name>", "the publisher, where the files do not say", readFormatName)
    .option("--language <tag>", 'the language, where the files do not say: "en", "pt-BR"', readLanguage)
    .option("--wire <name>", "the agency that supplied the articles, where the files do not say", readFormatName)
    .option("--json", "print the report as one JSON object", false)
    .addHelpText("after", () => `\nFormats (docs/import/ describes each):\n${formatList()}\n${IMPORT_HELP}`)
    .action((format: string, paths: string[], options: ImportCommandOptions) =>
      orNothingDone(runImport(formats.find(({ name }) => name === format) as (typeof formats)[number], paths, options)),
    );

  const imports = program
    .command("imports")
    .description("list the imports, newest first")
    .exitOverride(endMisused)
    .option("--json", "print them as a JSON array, with the options and the report of each", false)
    .addHelpText(
      "after",
      "\nExamples:\n  $ onrecord imports\n  $ onrecord imports --json | jq '.[0].counts'\n  $ onrecord imports undo 3",
    )
    .action((options: { json: boolean }) => orNothingDone(printImports(options)));
  imports
    .command("undo")
    .description("take an import back as a whole: what it alone asserts goes, what it changed is as it was before")
    .exitOverride(endMisused)
    .argument("<id>", "its number in the list")
    .addHelpText("after", "\nExample:\n  $ onrecord imports undo 3")
    .action((id: string) => orNothingDone(undoCommand(id)));

  program
    .command("stats")
    .description("count what the archive holds")
    .exitOverride(endMisused)
    .option("--json", "print the counts as one JSON object", false)
    .addHelpText("after", "\nExamples:\n  $ onrecord stats\n  $ onrecord stats --json | jq .statements.all")
    .action((options: { json: boolean }) => orNothingDone(printStats(options)));
}

const IMPORT_HELP = `
Ctrl-C stops behind the batch under way; the same command goes on from there. Exit codes: 0 all taken, 1 some rejected,
2 nothing could be done, 78 bad configuration, 130 stopped. docs/import.md tells more.

Examples:
  $ onrecord import csv quotes.csv --source "The Daily Planet"
  $ onrecord import brat polnear/ --rejects rejects.jsonl
  $ zcat statements.jsonl.gz | onrecord import jsonl -
  $ onrecord import akoma-ntoso "transcripts/2018-*.xml" --dry-run`;

function formatList(): string {
  const width = Math.max(...formats.map(({ name }) => name.length));
  return formats.map(({ name, description }) => `  ${name.padEnd(width)}  ${description}`).join("\n");
}

function readFormatName(given: string): string {
  const name = given.trim();
  if (name === "") throw new InvalidArgumentError("It is empty.");
  return name;
}

function readLanguage(given: string): string {
  const tag = languageTag(given);
  if (!tag) throw new InvalidArgumentError('It is no language tag (BCP 47): "en", "pt-BR".');
  return tag;
}
