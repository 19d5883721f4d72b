import { check } from "../record/check.ts";
import { say, withArchive } from "./archive.ts";

/** Runs `onrecord check`: prints a line for each finding, then how many there are; the exit code is 1 if there are any. */
export async function printFindings(): Promise<void> {
  await withArchive(async ({ database }) => {
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
  });
}
