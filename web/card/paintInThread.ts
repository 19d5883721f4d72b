import { once } from "node:events";
import { extname } from "node:path";
import { Worker, type WorkerOptions } from "node:worker_threads";

/** A card takes about a tenth of a second; none takes this long unless something is wrong. */
const LONGEST_PAINTING_MS = 10_000;
/** The thread takes about 70 MB, which a server that nobody asks for cards need not hold. */
const IDLE_MS = 60_000;
/** The pictures that are kept, about 40 kB each: networks ask several times for the same card. */
const MOST_KEPT = 50;

/** The options of the thread. Tests, which run TypeScript, add the one that loads it. */
export const painterOptions: WorkerOptions = {};

const kept = new Map<string, Promise<Buffer>>();
let running: Worker | null = null;
let idle: NodeJS.Timeout | undefined;
let last: Promise<unknown> = Promise.resolve();

/**
 * Paints an SVG of ours as a PNG, in a thread of its own, so that the server keeps responding. Pictures are painted one after the
 * other, and the latest are kept. Rejects if one cannot be painted in time.
 */
export function paintInThread(svg: string): Promise<Buffer> {
  const known = kept.get(svg);
  kept.delete(svg);
  const painting = known ?? last.then(() => paintNext(svg));
  kept.set(svg, painting);
  last = painting.catch(() => kept.delete(svg));
  for (const oldest of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(oldest);
  return painting;
}

async function paintNext(svg: string): Promise<Buffer> {
  clearTimeout(idle);
  // The file has another ending when it is compiled.
  const script = new URL(`./thread${extname(import.meta.url)}`, import.meta.url);
  const worker = running ?? new Worker(script, painterOptions);
  running = worker;
  worker.unref();
  try {
    const answer = once(worker, "message", { signal: AbortSignal.timeout(LONGEST_PAINTING_MS) });
    worker.postMessage(svg);
    const [picture] = await answer;
    idle = setTimeout(stop, IDLE_MS).unref();
    return Buffer.from(picture as Uint8Array);
  } catch (error) {
    stop();
    throw error;
  }
}

function stop(): void {
  void running?.terminate();
  running = null;
}
