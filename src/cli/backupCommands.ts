import type { Command } from "commander";
import { runBackup, runRestore } from "./backup.ts";
import { endMisused, orNothingDone } from "./nothingDone.ts";

/** Adds the commands that write the whole database to one file and restore it. */
export function addBackupCommands(program: Command): void {
  program
    .command("backup")
    .description("write the whole archive to one file: ids, history, keys and imports too")
    .exitOverride(endMisused)
    .argument("<file>", "the file to write, which appears only when it is complete; - for standard output")
    .addHelpText(
      "after",
      `
The backup shows the archive as it is at one moment, while others read and write. It is compressed and has a checksum. Whoever has
it has everything, also the digests of the keys: keep it safe. ONRECORD_KEY_SECRET, if it is set, is not in it.

Exit codes: 0 backed up, 2 nothing written, 78 bad configuration, 130 stopped.

Examples:
  $ onrecord backup onrecord.backup
  $ onrecord backup - | ssh keeper@backups.example "cat > onrecord.backup"`,
    )
    .action((path: string) => orNothingDone(runBackup(path)));

  program
    .command("restore")
    .description("restore a backup into an empty archive; exit with 1 if it breaks rules")
    .exitOverride(endMisused)
    .argument("<file>", "the file that `onrecord backup` wrote; - for standard input")
    .addHelpText(
      "after",
      `
Every byte of the file is verified before anything is written. The archive must be empty: a new folder (ONRECORD_DATA), or a
database without tables (DATABASE_URL). The backup may be from an older version of OnRecord, and from an older or newer PostgreSQL.
If the restoring fails or is stopped, no row of it stays.

Exit codes: 0 restored, 1 restored but \`onrecord check\` finds something, 2 nothing restored, 78 bad configuration, 130 stopped.

Examples:
  $ ONRECORD_DATA=.onrecord-restored onrecord restore onrecord.backup
  $ DATABASE_URL=postgres://onrecord@localhost/restored onrecord restore onrecord.backup`,
    )
    .action((path: string) => orNothingDone(runRestore(path)));
}
