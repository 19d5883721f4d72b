import type { Format } from "../ingestion/drafts.ts";
import { openInputs } from "../ingestion/input.ts";
import { type Imported, importFiles, rehearseImport } from "../ingestion/pipeline.ts";
import { rejectedIn } from "../ingestion/report.ts";
import { migrate } from "../migrate.ts";
import { say, withArchive } from "./archive.ts";
import { interruptible } from "./interrupt.ts";
import { startProgress } from "./progress.ts";
import { openRejects } from "./rejects.ts";
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

const SOME_REJECTED = 1;
const NOTHING_DONE = 2;
/** As shells have it for what an interrupt has stopped. */
const INTERRUPTED = 130;

/**
 * Imports what the paths stand for, tells how it goes, and prints the report. The exit code is 0 when all is taken, 1 when
 * something was rejected, 2 when nothing could be taken, 130 when it was stopped.
 *
 * @throws InputPathError, and whatever the database does
 */
export async function runImport(format: Format, paths: string[], options: ImportCommandOptions): Promise<void> {
  const { dryRun, rejects: path, source, language, wire, json } = options;
  const inputs = await openInputs(paths, format.isOwn, { standardInput: process.stdin });
  const rejects = openRejects(path);
  const progress = startProgress(format.records, inputs.progress);
  try {
    const imported = await withArchive(async ({ url, database }) => {
      await migrate(url, { log: say });
      return interruptible("Stopping behind the batch under way; once more stops at once.", (signal) =>
        (dryRun ? rehearseImport : importFiles)(database, format, inputs.files, {
          defaults: { source, language, wire },
          paths,
          signal,
          onProgress: ({ records }) => progress.reach(records),
          onRejection: rejects.add,
        }),
      );
    });
    progress.end();
    process.stdout.write(json ? `${JSON.stringify(imported)}\n` : describeImport(imported, { format, dryRun }));
    process.exitCode = exitCodeOf(imported);
  } finally {
    progress.end();
    rejects.close();
    await inputs.close();
  }
}

function exitCodeOf({ report, stoppedAt }: Imported): number {
  if (stoppedAt !== null) return INTERRUPTED;
  const rejected = rejectedIn(report);
  if (rejected === 0) return 0;
  return rejected === report.records ? NOTHING_DONE : SOME_REJECTED;
}
