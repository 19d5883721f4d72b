import { say } from "./archive.ts";

/** The exit code that shells use for an interrupted command: 128 plus the number of SIGINT. */
export const INTERRUPTED = 130;

/**
 * Runs work that Ctrl-C (or SIGTERM) asks to stop by the signal; a second one ends the process at once.
 *
 * @param message printed at the first Ctrl-C
 */
export async function interruptible<Result>(
  message: string,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(INTERRUPTED);
    controller.abort();
    say(message);
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
  try {
    return await work(controller.signal);
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
  }
}
