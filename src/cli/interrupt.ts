import { say } from "./archive.ts";

/** The exit code that shells give what an interrupt has stopped: 128 and the number of SIGINT. */
export const INTERRUPTED = 130;

/**
 * Lets Ctrl-C (and SIGTERM) stop a piece of work where it can be stopped; a second one ends the process at once.
 *
 * @param message what the person is told when the first one comes
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
