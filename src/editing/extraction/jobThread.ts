import { once } from "node:events";
import type { Worker } from "node:worker_threads";

/** How a thread for jobs is started, and what a job may take. */
export interface JobThreadOptions {
  /** Starts the thread. It sends one message for each one that it gets. */
  start: () => Worker;
  /** How long one job may take, in milliseconds. */
  longestMs: number;
  /** How long the thread waits for a further job before it ends, in milliseconds. */
  idleMs: number;
}

/** A job took more time than `longestMs`, or more memory than its thread has. */
export class OverLimitError extends Error {
  override readonly name = "OverLimitError";
  readonly limit: "TIME" | "MEMORY";
  constructor(limit: "TIME" | "MEMORY") {
    super(`The job took too much ${limit === "TIME" ? "time" : "memory"}.`);
    this.limit = limit;
  }
}

/**
 * Returns a function that does jobs in a separate thread, one after the other. The thread starts with the first job. It is ended, and
 * the next job gets a new one, if a job exceeds a limit or is cancelled: nothing else stops work that does not end.
 *
 * The function rejects with OverLimitError, with the reason of the job's signal once that aborts, or with the error that ended the
 * thread.
 */
export function openJobThread<Job, Answer>({
  start,
  longestMs,
  idleMs,
}: JobThreadOptions): (job: Job, signal?: AbortSignal) => Promise<Answer> {
  let running: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const end = () => {
    void running?.terminate();
    running = null;
  };
  const startThread = () => {
    const worker = start();
    worker.unref();
    // An error between two jobs would otherwise end the process. During a job, it also rejects the job.
    worker.on("error", () => {
      if (running === worker) running = null;
    });
    return worker;
  };
  const doNext = async (job: Job, signal?: AbortSignal): Promise<Answer> => {
    signal?.throwIfAborted();
    clearTimeout(idle);
    running ??= startThread();
    const worker = running;
    const deadline = AbortSignal.timeout(longestMs);
    try {
      const answer = once(worker, "message", { signal: signal ? AbortSignal.any([deadline, signal]) : deadline });
      worker.postMessage(job);
      const [message] = await answer;
      idle = setTimeout(end, idleMs).unref();
      return message as Answer;
    } catch (error) {
      end();
      signal?.throwIfAborted();
      if (deadline.aborted) throw new OverLimitError("TIME");
      if ((error as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY") throw new OverLimitError("MEMORY");
      throw error;
    }
  };
  return (job, signal) => {
    const result = last.then(() => doNext(job, signal));
    last = result.catch(() => {});
    return result;
  };
}
