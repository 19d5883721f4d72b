import { once } from "node:events";
import { extname } from "node:path";
import { Worker, type WorkerOptions } from "node:worker_threads";
import type { Proposals } from "../../extraction/proposal.ts";
import { refuse } from "../problems.ts";

/** A text whose statements are to be proposed. */
export interface ExtractionJob {
  text: string;
  /** A BCP 47 tag. */
  language: string;
  minScore: number;
}

/** An article of 100,000 characters takes about a second; none takes this long unless something is wrong. */
const LONGEST_READING_MS = 20_000;
/** The thread's model and parser take about 100 MB, which a server without extractions need not hold. */
const IDLE_MS = 60_000;

/** The options of the thread. Tests, which run TypeScript, add the one that loads it. */
export const threadOptions: WorkerOptions = { resourceLimits: { maxOldGenerationSizeMb: 512 } };

let running: Worker | null = null;
let idle: NodeJS.Timeout | undefined;
let last: Promise<unknown> = Promise.resolve();

/**
 * Proposes the statements of a text in a separate thread, so that the server keeps responding. Texts are read one after the other.
 * Refuses (INVALID) a text that takes too long.
 */
export function proposeInThread(job: ExtractionJob): Promise<Proposals> {
  const result = last.then(() => proposeNext(job));
  last = result.catch(() => {});
  return result;
}

async function proposeNext(job: ExtractionJob): Promise<Proposals> {
  clearTimeout(idle);
  // The file has another ending when it is compiled.
  const script = new URL(`./thread${extname(import.meta.url)}`, import.meta.url);
  const worker = running ?? new Worker(script, threadOptions);
  running = worker;
  worker.unref();
  const deadline = AbortSignal.timeout(LONGEST_READING_MS);
  try {
    const answer = once(worker, "message", { signal: deadline });
    worker.postMessage(job);
    const [proposals] = await answer;
    idle = setTimeout(stop, IDLE_MS).unref();
    return proposals as Proposals;
  } catch (error) {
    stop();
    if (!deadline.aborted) throw error;
    return refuse("INVALID", "body", "The text takes too long to read: cut it into parts.");
  }
}

function stop(): void {
  void running?.terminate();
  running = null;
}
