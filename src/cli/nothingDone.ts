import type { CommanderError } from "commander";
import { InputError } from "../archive/lists/inputError.ts";
import { explainFailure } from "../index/failures.ts";
import { InputPathError } from "../ingestion/input/find.ts";
import { say } from "./archive.ts";

/** sysexits.h has none for it. Bad configuration has an exit code of its own. */
export const NOTHING_DONE = 2;

/** Tells what has ended a command, in a sentence where it can be understood, and sets the exit code. */
export async function orNothingDone(work: Promise<void>): Promise<void> {
  await work.catch((error: unknown) => {
    const { text, exitCode } =
      error instanceof InputPathError || error instanceof InputError
        ? { text: error.message, exitCode: NOTHING_DONE }
        : explainFailure(error);
    say(text);
    process.exitCode = exitCode === 1 ? NOTHING_DONE : exitCode;
  });
}

/** A command that was not understood has done nothing; 1 would say that some of it was done. Help is no error. */
export function endMisused({ exitCode }: CommanderError): never {
  process.exit(exitCode === 0 ? 0 : NOTHING_DONE);
}
