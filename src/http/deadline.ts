import type { FastifyReply } from "fastify";

/** The clock of a request. */
export interface Deadline {
  /** Aborts when the time is up (`TimeoutError`) or the client has left (`AbortError`). */
  signal: AbortSignal;
  /** Resolves a little after the time is up, for work that ignores the signal. Stays pending otherwise. */
  overdue: Promise<void>;
  /**
   * Stops the clock: the answer has begun, and may take as long as the client needs to read it. The signal still reports a client
   * that leaves.
   */
  stop(): void;
}

/** How long work that stops at the signal has to say so: its own error says more than ours. */
const GRACE_MS = 500;

/**
 * Starts the clock of a request. It stops when the answer is sent.
 *
 * @param milliseconds how long the request may take
 */
export function startDeadline(reply: FastifyReply, milliseconds: number): Deadline {
  const controller = new AbortController();
  let resolve: () => void;
  const overdue = new Promise<void>((done) => {
    resolve = done;
  });
  let timer = setTimeout(() => {
    controller.abort(reason("TimeoutError", "The request took too long."));
    timer = setTimeout(() => resolve(), GRACE_MS);
  }, milliseconds);
  reply.raw.once("close", () => {
    clearTimeout(timer);
    if (!reply.raw.writableFinished) controller.abort(reason("AbortError", "The client went away."));
  });
  return { signal: controller.signal, overdue, stop: () => clearTimeout(timer) };
}

/** Makes a reason with the name that the platform gives its own. */
function reason(name: "TimeoutError" | "AbortError", message: string): Error {
  return Object.assign(new Error(message), { name });
}
