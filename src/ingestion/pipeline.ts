import type { Database } from "../database.ts";
import type { Format, InputFile } from "../formats/drafts.ts";
import { findInterrupted, finishImport } from "../record/importRuns.ts";
import { countLargeTopics } from "../record/largeTopics.ts";
import { allowPauses } from "../record/patience.ts";
import { expectReplaceable, finishReplacing } from "./phases/replace.ts";
import { readTagger } from "./phases/tag.ts";
import { importFile } from "./phases.ts";
import { emptyReport, type Report } from "./report.ts";
import { type ImportOptions, type ImportRun, storedOptions } from "./run.ts";

/** How an import ended. */
export interface Imported {
  /**
   * Null if nothing was new, so that there is nothing to undo. If a file was in the archive already and could be completed, the
   * import that it belongs to.
   */
  id: number | null;
  report: Report;
  /** The path of the file in which the import was stopped; null if it came to its end. */
  stoppedAt: string | null;
}

/**
 * Imports files, one after the other, batch by batch (phases.ts lists the steps). Each batch is one transaction, with how far
 * the file has come: whatever happens, whole batches are in the archive, and the same call continues after them. A file that
 * is in the archive already is read again, and only what differs is updated.
 *
 * @throws InputError if the import to be replaced does not exist or is of another format; whatever the database throws. Bad input is
 *   reported instead
 */
export async function importFiles(
  database: Database,
  format: Format,
  files: readonly InputFile[],
  options: ImportOptions,
): Promise<Imported> {
  const replaced = options.replaces === undefined ? null : await expectReplaceable(database, format, options.replaces);
  const interrupted = await findInterrupted(database, format.name, storedOptions(options));
  options.onBegin(interrupted !== null);
  const run: ImportRun = {
    ...{ database, format, options },
    id: interrupted?.id ?? null,
    report: (interrupted?.counts as unknown as Report | undefined) ?? emptyReport(),
    ...{ replaced, originIds: new Set<number>() },
    tagsOf: await readTagger(database),
  };
  for (const file of files) {
    const isDone = !options.signal.aborted && (await importFile(run, file));
    if (!isDone) return { id: run.id, report: run.report, stoppedAt: file.path };
  }
  await finishReplacing(run);
  if (run.id !== null) {
    await finishImport(database, run.id, run.report);
    await countLargeTopics(database);
  }
  return { id: run.id ?? run.owner ?? null, report: run.report, stoppedAt: null };
}

/** Does everything that `importFiles` does, with the same report, and keeps nothing. Other writers wait meanwhile. */
export async function rehearseImport(...[database, ...rest]: Parameters<typeof importFiles>): Promise<Imported> {
  return rehearse(database, (transaction) => importFiles(transaction, ...rest));
}

/** Runs an import with what belongs to it, and takes everything back. The import has no id. */
export async function rehearse<Result extends Imported>(
  database: Database,
  work: (transaction: Database) => Promise<Result>,
): Promise<Result> {
  let done: Result | undefined;
  const rollback = new Error("A rehearsal is rolled back.");
  const rehearsal = database.transaction(async (transaction) => {
    await allowPauses(transaction);
    done = await work(transaction);
    throw rollback;
  });
  await rehearsal.catch((error: unknown) => {
    if (error !== rollback) throw error;
  });
  return { ...(done as Result), id: null };
}
