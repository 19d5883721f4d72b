import { addAbortSignal, type Readable } from "node:stream";
import { setFlagsFromString } from "node:v8";
import type { Defaults, Format, InputFile } from "../formats/drafts.ts";
import { type Inputs, openInputs } from "../ingestion/input.ts";
import { type Imported, importFiles, rehearseImport } from "../ingestion/pipeline.ts";
import { rejectedIn } from "../ingestion/report.ts";
import { migrate } from "../migrate.ts";
import { say, withArchive } from "./archive.ts";
import { type ExtractorChoice, openModel } from "./extractionModels.ts";
import { INTERRUPTED, interruptible } from "./interrupt.ts";
import { NOTHING_DONE } from "./nothingDone.ts";
import { startProgress } from "./progress.ts";
import { openRejects, type Rejects } from "./rejects.ts";
import { describeImport } from "./reportText.ts";

/** How the format of each file is found. */
export interface FormatChoice {
  /** Tells by its name whether to read a file found in a folder. */
  isOwn(name: string): boolean;
  /** Sorts files by their formats; the order of the formats is that of the imports. */
  sort(files: readonly InputFile[]): Promise<readonly (readonly [Format, readonly InputFile[]])[]>;
}

/** Reads every file in one format. */
export function oneFormat(format: Format): FormatChoice {
  return { isOwn: format.isOwn, sort: async (files) => [[format, files]] };
}

/** The options of `onrecord import`. */
export interface ImportCommandOptions extends ExtractorChoice {
  /** For formats whose statements are proposed. */
  keepBody: boolean;
  minScore: number;
  dryRun: boolean;
  /** The file to which every rejection is written, one JSON object per line. */
  rejects?: string;
  source?: string;
  language?: string;
  wire?: string;
  encoding?: string;
  dates?: Defaults["dates"];
  column?: Record<string, string>;
  fillDown?: string[];
  sheet?: string;
  replaces?: number;
  json: boolean;
}

/**
 * The growth of the heap, in percent, before garbage is collected. By default it grows to several times what is in use: 340 MB
 * for 300 MB of input instead of 250, for a seventh less processor time.
 */
const HEAP_GROWTH = "--heap-growing-percent=40";

const SOME_REJECTED = 1;

/**
 * Imports the files that the paths stand for, shows the progress, and prints the report of each format. The exit code is 0 if
 * everything was taken, 1 if something was rejected, 2 if nothing could be taken, and 130 if the import was stopped.
 *
 * @throws InputPathError, and whatever the database throws
 */
export async function runImport(choice: FormatChoice, paths: string[], options: ImportCommandOptions): Promise<void> {
  setFlagsFromString(HEAP_GROWTH);
  const rejects = openRejects(options.rejects);
  try {
    await interruptible("Stopping after the current batch. Press Ctrl-C again to stop now.", async (signal) => {
      const inputs = await openInputsUntil(signal, choice, paths);
      if (!inputs) {
        say("Stopped before anything was read.");
        process.exitCode = INTERRUPTED;
        return;
      }
      try {
        const results: Imported[] = [];
        for (const [format, files] of await choice.sort(inputs.files)) {
          // The file of rejects is begun once.
          const begun = results.length > 0 ? { ...rejects, begin: () => {} } : rejects;
          const given = { inputs: { ...inputs, files }, rejects: begun, signal };
          const imported = await importInputs(format, paths, options, given);
          const { json, dryRun } = options;
          process.stdout.write(json ? `${JSON.stringify(imported)}\n` : describeImport(imported, { format, dryRun }));
          results.push(imported);
          if (imported.stoppedAt !== null) break;
        }
        process.exitCode = exitCodeOf(results);
      } finally {
        await inputs.close();
      }
    });
  } finally {
    rejects.close();
  }
}

/** Opens the input; null if the person stopped while standard input was being copied. */
async function openInputsUntil(signal: AbortSignal, { isOwn }: FormatChoice, paths: string[]): Promise<Inputs | null> {
  const standardInput: Readable = process.stdin;
  try {
    return await openInputs(paths, isOwn, { standardInput: addAbortSignal(signal, standardInput) });
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
}

async function importInputs(
  format: Format,
  paths: string[],
  {
    dryRun,
    source,
    language,
    wire,
    encoding,
    dates,
    column,
    fillDown,
    sheet,
    replaces,
    ...chosen
  }: ImportCommandOptions,
  {
    inputs,
    rejects,
    signal,
  }: { inputs: Pick<Inputs, "progress"> & { files: readonly InputFile[] }; rejects: Rejects; signal: AbortSignal },
): Promise<Imported> {
  const extraction = format.isExtracted
    ? { model: await openModel(chosen), minScore: chosen.minScore, keepBody: chosen.keepBody }
    : undefined;
  return withArchive(
    async ({ url, database }) => {
      await migrate(url, { log: say });
      const progress = startProgress(format.records, inputs.progress);
      let kept = 0;
      try {
        return await (dryRun ? rehearseImport : importFiles)(database, format, inputs.files, {
          defaults: { source, language, wire, encoding, dates, columns: column, fillDown, sheet },
          extraction,
          ...{ paths, replaces },
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
          say(`${kept.toLocaleString("en")} ${format.records} are done; run the same command to continue from there.`);
        throw error;
      } finally {
        progress.end();
      }
    },
    dryRun ? "PASSING" : "MAKE",
  );
}

function exitCodeOf(results: readonly Imported[]): number {
  if (results.some(({ stoppedAt }) => stoppedAt !== null)) return INTERRUPTED;
  if (results.every(({ report }) => rejectedIn(report) === 0)) return 0;
  const taken = results.reduce((sum, { report: { taken } }) => sum + taken.made + taken.changed + taken.unchanged, 0);
  return taken === 0 ? NOTHING_DONE : SOME_REJECTED;
}
