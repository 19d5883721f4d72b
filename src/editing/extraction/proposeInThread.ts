import { extname } from "node:path";
import { Worker, type WorkerOptions } from "node:worker_threads";
import type { Proposals } from "../../extraction/proposal.ts";
import { openJobThread } from "./jobThread.ts";

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

/** Starts a thread that proposes the statements of the texts that it is sent. */
export function startExtractor(): Worker {
  // The file has another ending when it is compiled.
  return new Worker(new URL(`./thread${extname(import.meta.url)}`, import.meta.url), threadOptions);
}

/**
 * Proposes the statements of a text in a separate thread, so that the server keeps responding. Texts are read one after the other.
 * Once the signal aborts, the reading stops, and its reason is thrown.
 *
 * @throws OverLimitError for a text that takes more than 20 seconds or 512 MB
 */
export const proposeInThread = openJobThread<ExtractionJob, Proposals>({
  start: startExtractor,
  longestMs: LONGEST_READING_MS,
  idleMs: IDLE_MS,
});
