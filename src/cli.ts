#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { loadDemo } from "../prisma/seed/load.ts";
import { loadTopics } from "../prisma/seed/topics.ts";
import { say, withArchive } from "./cli/archive.ts";
import { printFindings } from "./cli/check.ts";
import { addExportCommand } from "./cli/exportCommand.ts";
import { addImportCommands } from "./cli/importCommands.ts";
import { addKeysCommands } from "./cli/keysCommands.ts";
import { outliveReaders } from "./cli/readers.ts";
import { tag } from "./cli/tag.ts";
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
  .action(printFindings);

addExportCommand(program);
addImportCommands(program);
addKeysCommands(program);
outliveReaders();

try {
  await program.parseAsync();
} catch (error) {
  const { text, exitCode } = explainFailure(error);
  say(text);
  process.exitCode = exitCode;
}
