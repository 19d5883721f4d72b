import { once } from "node:events";
import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import type { Extracted } from "./extracted.ts";
import type { ExtractorSettings, TextMessage } from "./messages.ts";

/** Proposes the statements of texts, several at a time. */
export interface Extractors {
  /** How many texts are worth sending at once. */
  capacity: number;
  extract(message: TextMessage): Promise<Extracted>;
  close(): Promise<void>;
}

/** A thread works on one text while the next one waits for it. */
const FOR_EACH_THREAD = 2;

/** Starts threads, each with a model of its own. */
export function startThreads(threads: number, settings: ExtractorSettings): Extractors {
  // The file has another ending when it is compiled.
  const script = new URL(`./worker${extname(import.meta.url)}`, import.meta.url);
  const workers = Array.from({ length: threads }, () => new Worker(script, { workerData: settings }));
  const turns = workers.map(() => Promise.resolve<unknown>(undefined));
  let next = 0;
  return {
    capacity: threads * FOR_EACH_THREAD,
    extract(message) {
      const number = next++ % threads;
      const worker = workers[number] as Worker;
      const answer = (turns[number] as Promise<unknown>).then(async () => {
        worker.postMessage(message);
        const [extracted] = await once(worker, "message");
        return extracted as Extracted;
      });
      turns[number] = answer.catch(() => {});
      return answer;
    },
    close: async () => void (await Promise.all(workers.map((worker) => worker.terminate()))),
  };
}

/** Does some work for each input, a few at a time, and yields the results in the order of the inputs. */
export async function* inOrder<Input, Output>(
  inputs: readonly Input[],
  capacity: number,
  work: (input: Input) => Promise<Output>,
): AsyncIterable<{ input: Input; output: Output } | { input: Input; error: unknown }> {
  type Result = { input: Input; output: Output } | { input: Input; error: unknown };
  const begun: Promise<Result>[] = [];
  const begin = (input: Input): Promise<Result> =>
    work(input).then(
      (output) => ({ input, output }),
      (error: unknown) => ({ input, error }),
    );
  for (const input of inputs) {
    begun.push(begin(input));
    if (begun.length >= capacity) yield (await begun.shift()) as Result;
  }
  for (const result of begun) yield await result;
}
