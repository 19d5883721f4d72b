import type { FastifyReply } from "fastify";

/** How long a request may still take. */
export interface Deadline {
  /** Aborts when the time is up (`TimeoutError`) or when the client has gone away (`AbortError`). */
  signal: AbortSignal;
  /** Resolves a little after the time is up, for work that does not heed the signal. Stays pending otherwise. */
  overdue: Promise<void>;
  /** Stops the clock: the answer has begun, and takes as long as it is read. The signal still tells when nobody does. */
  stop(): void;
}

/** What stops at the signal has this long to say so; its own answer is better than ours. */
const GRACE_MS = 500;

/**
 * Starts the clock of a request; it stops when the answer is sent.
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
    controller.abort(reason("TimeoutError", "The request's time is up."));
    timer = setTimeout(() => resolve(), GRACE_MS);
  }, milliseconds);
  reply.raw.once("close", () => {
    clearTimeout(timer);
    if (!reply.raw.writableFinished) controller.abort(reason("AbortError", "The client went away."));
  });
  return { signal: controller.signal, overdue, stop: () => clearTimeout(timer) };
}

/** Named as the platform's own reasons are. */
function reason(name: "TimeoutError" | "AbortError", message: string): Error {
  return Object.assign(new Error(message), { name });
}
