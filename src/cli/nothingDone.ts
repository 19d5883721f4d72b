import type { CommanderError } from "commander";
import { explainFailure } from "../index/failures.ts";
import { InputPathError } from "../ingestion/input/find.ts";
import { say } from "./archive.ts";

/** The exit code if nothing was done. Bad configuration has its own, from sysexits.h. */
export const NOTHING_DONE = 2;

/** Waits for a command. If it fails, prints the reason, in a sentence if possible, and sets the exit code. */
export async function orNothingDone(work: Promise<void>): Promise<void> {
  await work.catch((error: unknown) => {
    const { text, exitCode } =
      error instanceof InputPathError ? { text: error.message, exitCode: NOTHING_DONE } : explainFailure(error);
    say(text);
    process.exitCode = exitCode === 1 ? NOTHING_DONE : exitCode;
  });
}

/** Exits after a command line that was not understood: with 2, because 1 would mean that something was done. Help exits with 0. */
export function endMisused({ exitCode }: CommanderError): never {
  process.exit(exitCode === 0 ? 0 : NOTHING_DONE);
}
