import { originOf } from "../archive/origins.ts";
import type { Database } from "../database.ts";
import type { Defaults, Format, InputFile } from "../formats/drafts.ts";
import { type Rejection, UnreadableError } from "../formats/rejections.ts";
import {
  beginImport,
  type FileProgress,
  findInterrupted,
  finishImport,
  type ImportedFile,
  noteProgress,
  progressOf,
} from "../record/importRuns.ts";
import { allowPauses } from "../record/patience.ts";
import { readTaggable } from "../record/tagging.ts";
import { openTagger, type TagsOf } from "../text/mentions.ts";
import { type Batch, batchesOf, readAhead } from "./batches.ts";
import { checksumOf } from "./input.ts";
import { addReports, emptyReport, type Report } from "./report.ts";
import { takeBatch } from "./take.ts";

/** What the person wants of an import, and wants to hear of it. */
export interface ImportOptions {
  defaults: Defaults;
  /** As they were given: an interrupted import is known again by them. */
  paths: readonly string[];
  /** Stops it behind the batch under way. */
  signal: AbortSignal;
  /** Whether it goes on with an import that was interrupted. */
  onBegin(isContinued: boolean): void;
  onProgress(report: Report): void;
  onRejection(rejection: Rejection): void;
}

/** How an import ended. */
export interface Imported {
  /** Null where nothing was new, so that there is nothing to undo. */
  id: number | null;
  report: Report;
  /** The file behind whose last whole batch it was stopped; null where it came to its end. */
  stoppedAt: string | null;
}

/** The import under way. */
interface ImportRun {
  readonly database: Database;
  readonly format: Format;
  readonly options: ImportOptions;
  id: number | null;
  report: Report;
  tagsOf: TagsOf<string>;
}

/**
 * Imports files: reads each with its format, and batch by batch finds out who speaks and what about, and records it, in one
 * transaction with how far the file has come. Whatever happens, whole batches are in the archive, and the same call goes on
 * behind them. What is in the archive already is read again and touched only where it says something else now.
 *
 * @throws whatever the database does; bad input is reported and not thrown
 */
export async function importFiles(
  database: Database,
  format: Format,
  files: readonly InputFile[],
  options: ImportOptions,
): Promise<Imported> {
  const interrupted = await findInterrupted(database, format.name, kept(options));
  options.onBegin(interrupted !== null);
  const run: ImportRun = {
    ...{ database, format, options },
    id: interrupted?.id ?? null,
    report: (interrupted?.counts as unknown as Report | undefined) ?? emptyReport(),
    tagsOf: await topicTagger(database),
  };
  for (const file of files) {
    const isDone = !options.signal.aborted && (await importFile(run, file));
    if (!isDone) return { id: run.id, report: run.report, stoppedAt: file.path };
  }
  if (run.id !== null) await finishImport(database, run.id, run.report);
  return { id: run.id, report: run.report, stoppedAt: null };
}

/** Does all that importFiles does, with the same report, and keeps nothing of it. No other writer gets a turn meanwhile. */
export async function rehearseImport(...[database, ...rest]: Parameters<typeof importFiles>): Promise<Imported> {
  let imported: Imported | undefined;
  const enough = new Error("A rehearsal leaves nothing behind.");
  const rehearsal = database.transaction(async (transaction) => {
    await allowPauses(transaction);
    imported = await importFiles(transaction, ...rest);
    throw enough;
  });
  await rehearsal.catch((error: unknown) => {
    if (error !== enough) throw error;
  });
  return { ...(imported as Imported), id: null };
}

/** What is kept of the options with the import. */
function kept({ defaults, paths }: ImportOptions): object {
  return { ...defaults, paths };
}

async function topicTagger(database: Database): Promise<TagsOf<string>> {
  const topics = await readTaggable(database);
  return openTagger(topics.map(({ slug, names }) => ({ topic: slug, names })));
}

/** Imports a file. Answers whether it came to its end. */
async function importFile(run: ImportRun, file: InputFile): Promise<boolean> {
  const known = await fingerprint(run.format, file);
  if ("code" in known) {
    run.report = addReports(run.report, { ...emptyReport(), files: 1, records: 1, rejected: { [known.code]: 1 } });
    run.options.onRejection(known);
    return true;
  }
  const before = await progressOf(run.database, run.format.name, known);
  const isContinued = before !== null && before.importId === run.id;
  if (isContinued && before.isFinished) return true;
  const readings = run.format.read(file, run.options.defaults);
  const batches = batchesOf(readings, file.path, isContinued ? before.piecesDone : 0);
  for await (const batch of readAhead(batches)) {
    if (run.options.signal.aborted) return false;
    await importBatch(run, batch, known, before?.isFinished ?? false);
    run.options.onProgress(run.report);
  }
  return true;
}

/** What the file is known by; of one that cannot be read to its end nothing is taken. */
async function fingerprint(format: Format, file: InputFile): Promise<ImportedFile | Rejection> {
  const { name, path } = file;
  try {
    return { name, path, sha256: await checksumOf(file, await format.companions?.(file)) };
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return { place: { file: path }, code: error.code, message: error.message };
  }
}

/**
 * @param isInArchive whether an earlier import has brought in this very file to its end: then it is that import's still
 */
async function importBatch(run: ImportRun, batch: Batch, file: ImportedFile, isInArchive: boolean): Promise<void> {
  const { format, options } = run;
  const done = await run.database.transaction(async (transaction) => {
    const taken = await takeBatch(transaction, batch, originOf(format.name, file), run.tagsOf);
    const report = addReports(run.report, { ...taken.report, files: batch.isLast ? 1 : 0 });
    // Rather told twice, when this is not written after all, than never.
    for (const rejection of taken.rejections) options.onRejection(rejection);
    if (isInArchive) return { ...taken, report, id: run.id };
    const id = run.id ?? (await beginImport(transaction, format.name, kept(options)));
    const { piecesDone, isLast: isFinished } = batch;
    const progress: FileProgress = { importId: id, originId: taken.originId, piecesDone, isFinished };
    await noteProgress(transaction, file, progress, report);
    return { ...taken, report, id };
  });
  run.id = done.id;
  run.report = done.report;
  if (done.hasNewTopics) run.tagsOf = await topicTagger(run.database);
}
