import { addAbortSignal, type Readable } from "node:stream";
import { setFlagsFromString } from "node:v8";
import type { Format } from "../formats/drafts.ts";
import { type Inputs, openInputs } from "../ingestion/input.ts";
import { type Imported, importFiles, rehearseImport } from "../ingestion/pipeline.ts";
import { rejectedIn } from "../ingestion/report.ts";
import { migrate } from "../migrate.ts";
import { MAKES_ARCHIVE, say, withArchive } from "./archive.ts";
import { INTERRUPTED, interruptible } from "./interrupt.ts";
import { NOTHING_DONE } from "./nothingDone.ts";
import { startProgress } from "./progress.ts";
import { openRejects, type Rejects } from "./rejects.ts";
import { describeImport } from "./reportText.ts";

/** What the command line gives. */
export interface ImportCommandOptions {
  dryRun: boolean;
  /** Where to write every rejection, a JSON object a line. */
  rejects?: string;
  source?: string;
  language?: string;
  wire?: string;
  json: boolean;
}

/**
 * By how much the heap may grow before what is no longer used is cleared away. Left to itself it grows to several times of what
 * is in use: 340 MB for 300 MB of input, instead of 250, for a seventh less of the processor's time.
 */
const HEAP_GROWTH = "--heap-growing-percent=40";

const SOME_REJECTED = 1;

/**
 * Imports what the paths stand for, tells how it goes, and prints the report. The exit code is 0 when all is taken, 1 when
 * something was rejected, 2 when nothing could be taken, 130 when it was stopped.
 *
 * @throws InputPathError, and whatever the database does
 */
export async function runImport(format: Format, paths: string[], options: ImportCommandOptions): Promise<void> {
  setFlagsFromString(HEAP_GROWTH);
  const rejects = openRejects(options.rejects);
  try {
    await interruptible("Stopping behind the batch under way; once more stops at once.", async (signal) => {
      const inputs = await openInputsUntil(signal, format, paths);
      if (!inputs) {
        say("Stopped before anything was read.");
        process.exitCode = INTERRUPTED;
        return;
      }
      try {
        const imported = await importInputs(format, paths, options, { inputs, rejects, signal });
        const { json, dryRun } = options;
        process.stdout.write(json ? `${JSON.stringify(imported)}\n` : describeImport(imported, { format, dryRun }));
        process.exitCode = exitCodeOf(imported);
      } finally {
        await inputs.close();
      }
    });
  } finally {
    rejects.close();
  }
}

/** Null where it was stopped while standard input came in, of which nothing is kept then. */
async function openInputsUntil(signal: AbortSignal, format: Format, paths: string[]): Promise<Inputs | null> {
  const standardInput: Readable = process.stdin;
  try {
    return await openInputs(paths, format.isOwn, { standardInput: addAbortSignal(signal, standardInput) });
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
}

async function importInputs(
  format: Format,
  paths: string[],
  { dryRun, source, language, wire }: ImportCommandOptions,
  { inputs, rejects, signal }: { inputs: Inputs; rejects: Rejects; signal: AbortSignal },
): Promise<Imported> {
  return withArchive(async ({ url, database }) => {
    await migrate(url, { log: say });
    const progress = startProgress(format.records, inputs.progress);
    let kept = 0;
    try {
      return await (dryRun ? rehearseImport : importFiles)(database, format, inputs.files, {
        defaults: { source, language, wire },
        paths,
        signal,
        onBegin: rejects.begin,
        onProgress: ({ records }) => {
          kept = dryRun ? 0 : records;
          progress.reach(records);
        },
        onRejection: rejects.add,
      });
    } catch (error) {
      progress.end();
      if (kept > 0)
        say(`It came as far as ${kept.toLocaleString("en")} ${format.records}; the same command goes on from there.`);
      throw error;
    } finally {
      progress.end();
    }
  }, MAKES_ARCHIVE);
}

function exitCodeOf({ report, stoppedAt }: Imported): number {
  if (stoppedAt !== null) return INTERRUPTED;
  if (rejectedIn(report) === 0) return 0;
  const { made, changed, unchanged } = report.taken;
  return made + changed + unchanged === 0 ? NOTHING_DONE : SOME_REJECTED;
}
