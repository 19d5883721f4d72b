#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Argument, Command } from "commander";
import { loadDemo } from "../prisma/seed/load.ts";
import { loadTopics } from "../prisma/seed/topics.ts";
import { check } from "./archive/check.ts";
import { say, withArchive } from "./cli/archive.ts";
import { runExport } from "./cli/export.ts";
import { addImportCommands } from "./cli/importCommands.ts";
import { outliveReaders } from "./cli/readers.ts";
import { tag } from "./cli/tag.ts";
import { exportFormats } from "./export/formats.ts";
import { explainFailure } from "./index/failures.ts";
import { migrate } from "./migrate.ts";
import { packageRoot } from "./packageRoot.ts";

const { version, description } = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8"));

const program = new Command("onrecord")
  .description(description)
  .version(version)
  .addHelpText(
    "after",
    `
The database is the one that DATABASE_URL names, else an embedded PostgreSQL in ONRECORD_DATA (.onrecord). A command joins
the embedded one while the server has it open. .env.example lists every variable.

Examples:
  $ onrecord serve
  $ DATABASE_URL=postgres://onrecord@localhost/onrecord onrecord migrate
  $ onrecord check --help`,
  );

program
  .command("serve")
  .description("answer GraphQL over HTTP, with the tables brought up to date and the demo in an empty archive")
  .addHelpText("after", "\nExamples:\n  $ onrecord serve\n  $ HOST=0.0.0.0 PORT=8080 onrecord serve")
  // The other door: whoever comes in by `npm start` finds the same.
  .action(async () => void (await import("./index.ts")));

program
  .command("migrate")
  .description("bring the tables of the database up to date")
  .addHelpText("after", "\nExample:\n  $ DATABASE_URL=postgres://onrecord@localhost/onrecord onrecord migrate")
  .action(() =>
    withArchive(async ({ url }) => {
      const applied = await migrate(url, { log: say });
      if (applied.length === 0) say("The tables are up to date.");
    }),
  );

program
  .command("seed")
  .description("load the demo archive; loading it again changes nothing")
  .option("--topics", "load the starter topics instead: countries, capitals, regions, organisations and issues")
  .addHelpText("after", "\nExamples:\n  $ onrecord seed\n  $ onrecord seed --topics && onrecord tag")
  .action(({ topics = false }: { topics?: boolean }) =>
    withArchive(async ({ url, database }) => {
      await migrate(url, { log: say });
      await (topics ? loadTopics : loadDemo)(database);
      say(topics ? "The starter topics are loaded: `onrecord tag` applies them." : "The demo archive is loaded.");
    }),
  );

program
  .command("tag")
  .description("tag statements with the topics that they and their headlines mention; what changed since the last time")
  .option("--all", "look at every statement for every topic again")
  .addHelpText("after", "\nExamples:\n  $ onrecord tag\n  $ onrecord tag --all")
  .action(tag);

program
  .command("check")
  .description("verify every passage, derived row and rule of the archive; exit with 1 when any is broken")
  .addHelpText(
    "after",
    `
Each finding is a line of standard output: rule, table, id and message, with tabs between.

Examples:
  $ onrecord check
  $ onrecord check | cut -f 1 | sort | uniq -c`,
  )
  .action(() =>
    withArchive(async ({ database }) => {
      let findings = 0;
      for await (const { rule, table, id, message } of check(database)) {
        findings += 1;
        process.stdout.write(`${[rule, table, id, message].join("\t")}\n`);
      }
      say(
        findings === 0
          ? "Nothing is broken."
          : `${findings} ${findings === 1 ? "row breaks a rule" : "rows break rules"}.`,
      );
      if (findings > 0) process.exitCode = 1;
    }),
  );

program
  .command("export")
  .description("write statements, or the whole archive, to standard output or to a file")
  .addArgument(new Argument("<format>", "how").choices(exportFormats.map(({ name }) => name)))
  .option("--speaker <name>", "by any of these speakers: a name, slug, id or Wikidata id; may be given again", oneMore)
  .option("--topic <name>", "on any of these topics or anything narrower; may be given again", oneMore)
  .option("--source <name>", "printed or supplied by any of these sources; may be given again", oneMore)
  .option("--article <address>", "printed in any of these articles; may be given again", oneMore)
  .option("--kind <kind>", "DIRECT, MIXED or INDIRECT; may be given again", oneMore)
  .option("--language <tag>", "in any of these languages; may be given again", oneMore)
  .option("--status <status>", "PUBLISHED (else the only one), PROPOSED or RETRACTED; may be given again", oneMore)
  .option(
    "--text <words>",
    'that have these words, as web search engines read them: "in a row", -without, this OR that',
  )
  .option("--from <date>", "said at or after this date or instant")
  .option("--to <date>", "said before this date or instant")
  .option("--output <file>", "the file to write; it is there when it is whole")
  .option("--no-bodies", "leave the bodies of articles out of jsonl, and with them the places in them")
  .addHelpText(
    "after",
    `
Without any filter, jsonl is the whole archive, which \`onrecord import jsonl\` takes back. docs/export.md describes the formats.

Examples:
  $ onrecord export csv --speaker Putin --topic Idlib --from 2018-01-01 --output putin-on-idlib.csv
  $ onrecord export json-ld --topic Syria --text "ceasefire OR truce" | jq '."@graph"[].text'
  $ onrecord export jsonl | gzip > archive.jsonl.gz`,
  )
  .action(runExport);

addImportCommands(program);
outliveReaders();

try {
  await program.parseAsync();
} catch (error) {
  const { text, exitCode } = explainFailure(error);
  say(text);
  process.exitCode = exitCode;
}

/** For an option that may be given again. */
function oneMore(value: string, before: string[] = []): string[] {
  return [...before, value];
}
