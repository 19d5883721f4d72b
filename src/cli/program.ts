import { Command } from "commander";
import { loadEnvironmentFile } from "../config.ts";
import { explainFailure } from "../index/failures.ts";
import { migrate } from "../migrate.ts";
import { packageFacts } from "../packageRoot.ts";
import { say, withArchive } from "./archive.ts";
import { addBackupCommands } from "./backupCommands.ts";
import { printFindings } from "./check.ts";
import { addCompletionCommand } from "./completion.ts";
import { addExportCommand } from "./exportCommand.ts";
import { addExtractionCommands } from "./extractionCommands.ts";
import { addImportCommands } from "./importCommands.ts";
import { addKeysCommands } from "./keysCommands.ts";
import { addMcpCommand } from "./mcpCommand.ts";
import { addPartitionCommand } from "./partitionCommand.ts";
import { outliveReaders } from "./readers.ts";
import { addReviewCommand } from "./reviewCommand.ts";
import { addSearchCommands } from "./searchCommands.ts";
import { seed } from "./seed.ts";
import { addStatsCommand } from "./statsCommand.ts";
import { tag } from "./tag.ts";

const { version, description } = packageFacts();

const program = new Command("onrecord")
  .description(description)
  .version(version)
  .addHelpText(
    "after",
    `
Commands use the database that DATABASE_URL names. Without it, they use an embedded PostgreSQL in the folder ONRECORD_DATA
(.onrecord by default), also while the server is running. Variables may also be written into a file .env in the working
directory. .env.example describes every variable.

Examples:
  $ onrecord serve
  $ DATABASE_URL=postgres://onrecord@localhost/onrecord onrecord migrate
  $ onrecord check --help`,
  );

program
  .command("serve")
  .description("bring the tables up to date, load the demo into an empty archive, and start the server")
  .addHelpText("after", "\nExamples:\n  $ onrecord serve\n  $ HOST=0.0.0.0 PORT=8080 onrecord serve")
  // The same module that `npm start` runs.
  .action(async () => void (await import("../index.ts")));

program
  .command("migrate")
  .description("bring the tables of the database up to date")
  .addHelpText("after", "\nExample:\n  $ DATABASE_URL=postgres://onrecord@localhost/onrecord onrecord migrate")
  .action(() =>
    withArchive(async ({ url }) => {
      const applied = await migrate(url, { log: say });
      if (applied.length === 0) say("The tables are up to date.");
    }, "MAKE"),
  );

program
  .command("seed")
  .description("load the demo archive; running it again changes nothing")
  .option("--topics", "load the starter topics instead: countries, capitals, regions, organisations and issues", false)
  .option("--remove", "remove what this command has loaded; what editors and imports also recorded stays", false)
  .addHelpText(
    "after",
    "\nExamples:\n  $ onrecord seed\n  $ onrecord seed --topics && onrecord tag\n  $ onrecord seed --remove",
  )
  .action(seed);

program
  .command("tag")
  .description(
    "tag statements with the topics that their texts and headlines mention; searches only what changed since the last run",
  )
  .option("--all", "search every statement for every topic again")
  .addHelpText("after", "\nExamples:\n  $ onrecord tag\n  $ onrecord tag --all")
  .action(tag);

program
  .command("check")
  .description("verify every passage, derived row and rule of the archive; exit with 1 if any is broken")
  .addHelpText(
    "after",
    `
Prints one line for each finding to standard output: rule, table, id and message, separated by tabs.

Examples:
  $ onrecord check
  $ onrecord check | cut -f 1 | sort | uniq -c`,
  )
  .action(printFindings);

addSearchCommands(program);
addExportCommand(program);
addBackupCommands(program);
addPartitionCommand(program);
addImportCommands(program);
addStatsCommand(program);
addExtractionCommands(program);
addReviewCommand(program);
addKeysCommands(program);
addMcpCommand(program);
addCompletionCommand(program);
outliveReaders();

try {
  loadEnvironmentFile();
  await program.parseAsync();
} catch (error) {
  const { text, exitCode } = explainFailure(error);
  say(text);
  process.exitCode = exitCode;
}
