import { Argument, type Command } from "commander";
import { undoImport } from "../archive/imports/undo.ts";
import { listImports } from "../archive/imports.ts";
import { readStats } from "../archive/stats.ts";
import { explainFailure } from "../index/failures.ts";
import { formats } from "../ingestion/formats.ts";
import { say, withArchive } from "./archive.ts";
import { type ImportCommandOptions, runImport } from "./import.ts";

/** Nothing could be done. Bad configuration has an exit code of its own. */
const NOTHING_DONE = 2;

/** Adds the commands that bring corpora in, list them, take them back and count what is there. */
export function addImportCommands(program: Command): void {
  program
    .command("import")
    .description("bring statements in from files; what is there already stays as it is")
    .addArgument(new Argument("<format>", "what the files are").choices(formats.map(({ name }) => name)))
    .argument("<path...>", 'files, folders, patterns such as "corpus/*.xml", or - for standard input; .gz and .bz2 too')
    .option("--dry-run", "do everything, print the same report, and keep nothing", false)
    .option(
      "--rejects <file>",
      "write every rejected record to a file: a JSON object a line, with file, line, code and message",
    )
    .option("--source <name>", "the publisher, where the files do not say")
    .option("--language <tag>", 'the language, where the files do not say: "en", "pt-BR"')
    .option("--wire <name>", "the agency that supplied the articles, where the files do not say")
    .option("--json", "print the report as one JSON object", false)
    .addHelpText("after", () => `\nFormats (docs/import/ describes each):\n${formatList()}\n${IMPORT_HELP}`)
    .action((format: string, paths: string[], options: ImportCommandOptions) =>
      orNothingDone(runImport(formats.find(({ name }) => name === format) as (typeof formats)[number], paths, options)),
    );

  const imports = program
    .command("imports")
    .description("list the imports, newest first")
    .option("--json", "print them as a JSON array", false)
    .addHelpText(
      "after",
      "\nExamples:\n  $ onrecord imports\n  $ onrecord imports --json | jq '.[0].counts'\n  $ onrecord imports undo 3",
    )
    .action(({ json }: { json: boolean }) => orNothingDone(printImports(json)));
  imports
    .command("undo")
    .description("take an import back as a whole: what it alone asserts goes, what it changed is as it was before")
    .argument("<id>", "its number in the list", Number)
    .addHelpText("after", "\nExample:\n  $ onrecord imports undo 3")
    .action((id: number) => orNothingDone(undo(id)));

  program
    .command("stats")
    .description("count what the archive holds")
    .option("--json", "print the counts as one JSON object", false)
    .addHelpText("after", "\nExamples:\n  $ onrecord stats\n  $ onrecord stats --json | jq .statements.all")
    .action(({ json }: { json: boolean }) => orNothingDone(printStats(json)));
}

const IMPORT_HELP = `
Ctrl-C stops behind the batch under way; the same command goes on from there. Exit codes: 0 all taken, 1 some rejected,
2 nothing could be done, 130 stopped.

Examples:
  $ onrecord import csv quotes.csv --source "The Daily Planet"
  $ onrecord import brat polnear/ --rejects rejects.jsonl
  $ zcat statements.jsonl.gz | onrecord import jsonl -
  $ onrecord import akoma-ntoso "transcripts/2018-*.xml" --dry-run`;

function formatList(): string {
  const width = Math.max(...formats.map(({ name }) => name.length));
  return formats.map(({ name, description }) => `  ${name.padEnd(width)}  ${description}`).join("\n");
}

async function orNothingDone(work: Promise<void>): Promise<void> {
  await work.catch((error: unknown) => {
    const { text, exitCode } = explainFailure(error);
    say(text);
    process.exitCode = exitCode === 1 ? NOTHING_DONE : exitCode;
  });
}

async function printImports(json: boolean): Promise<void> {
  const imports = await withArchive(({ database }) => listImports(database));
  if (json) return void process.stdout.write(`${JSON.stringify(imports)}\n`);
  if (imports.length === 0) return say("Nothing was imported yet.");
  for (const { id, format, startedAt, finishedAt, files, statements, articles, speakers } of imports) {
    const state = finishedAt ? "" : "  not finished";
    const counts = `${count(files, "file")}, ${count(articles, "article")}, ${count(statements, "printing")}, ${count(speakers, "speaker")}`;
    process.stdout.write(`${id}\t${startedAt.toISOString()}\t${format}\t${counts}${state}\n`);
  }
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

async function undo(id: number): Promise<void> {
  const undone =
    Number.isInteger(id) && id > 0 && id < 2 ** 31
      ? await withArchive(({ database }) => undoImport(database, id))
      : null;
  if (!undone) throw new Error("There is no such import: `onrecord imports` lists them.");
  const removed = Object.entries(undone.removed).map(([table, rows]) => `${rows.toLocaleString("en")} ${table}`);
  process.stdout.write(
    `Import ${id} is taken back. Removed: ${removed.join(", ") || "nothing"}. Restored: ${undone.restored.toLocaleString("en")} rows.\n`,
  );
}

async function printStats(json: boolean): Promise<void> {
  const stats = await withArchive(({ database }) => readStats(database));
  if (json) return void process.stdout.write(`${JSON.stringify(stats)}\n`);
  for (const [name, value] of Object.entries(stats)) {
    for (const [part, number] of typeof value === "number" ? [["", value] as const] : Object.entries(value)) {
      process.stdout.write(
        `${`${name}${part ? ` ${part}` : ""}`.padEnd(24)}${Number(number).toLocaleString("en").padStart(16)}\n`,
      );
    }
  }
}
