#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { loadDemo } from "../prisma/seed/load.ts";
import { check } from "./archive/check.ts";
import { say, withArchive } from "./cli/archive.ts";
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
  .addHelpText("after", "\nExample:\n  $ onrecord seed")
  .action(() =>
    withArchive(async ({ url, database }) => {
      await migrate(url, { log: say });
      await loadDemo(database);
      say("The demo archive is loaded.");
    }),
  );

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

try {
  await program.parseAsync();
} catch (error) {
  const { text, exitCode } = explainFailure(error);
  say(text);
  process.exitCode = exitCode;
}
