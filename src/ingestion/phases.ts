import { originOf } from "../archive/origins.ts";
import type { InputFile } from "../formats/drafts.ts";
import { beginImport, type ImportedFile, noteProgress, progressOf } from "../record/importRuns.ts";
import { attributeDrafts } from "./phases/attribute.ts";
import { type Batch, gatherBatches, readAhead } from "./phases/batch.ts";
import { composeDrafts } from "./phases/compose.ts";
import { fingerprint } from "./phases/fingerprint.ts";
import { nameNouns } from "./phases/nameNouns.ts";
import { recordDrafts } from "./phases/recordDrafts.ts";
import { reportBatch } from "./phases/reportBatch.ts";
import { readTagger, tagDrafts } from "./phases/tag.ts";
import { addReports, emptyReport } from "./report.ts";
import { type ImportRun, storedOptions } from "./run.ts";

// The way of a statement into the archive, in order: a file's phases, then those of each of its batches.

/** Imports a file. Returns whether it came to its end. */
export async function importFile(run: ImportRun, file: InputFile): Promise<boolean> {
  const { database, format, options } = run;

  // Fingerprint: a checksum of the file and its companions, by which the archive recognises the same content.
  const known = await fingerprint(format, file);
  if ("code" in known) {
    run.report = addReports(run.report, { ...emptyReport(), files: 1, records: 1, rejected: { [known.code]: 1 } });
    options.onRejection(known);
    return true;
  }

  // Resume: skip what an interrupted run of this import has written.
  const before = await progressOf(database, format.name, known);
  const isContinued = before !== null && before.importId === run.id;
  if (isContinued && before.isFinished) return true;

  // Read: the format turns bytes into drafts (articles with statements, people, nouns), rejections, and what it leaves out.
  const readings = format.read(file, options.defaults);

  // Batch: about a thousand statements at a time; the next batch is read while the one before is written.
  const batches = readAhead(gatherBatches(readings, file.path, isContinued ? before.piecesDone : 0));
  for await (const batch of batches) {
    if (options.signal.aborted) return false;
    await importBatch(run, batch, known, before?.isFinished ?? false);
    options.onProgress(run.report);
  }
  return true;
}

/**
 * Imports a batch, in one transaction with how far the file has come.
 *
 * @param isInArchive whether an earlier import has imported this very file to its end: then it stays that import's file
 */
async function importBatch(run: ImportRun, batch: Batch, file: ImportedFile, isInArchive: boolean): Promise<void> {
  const { format, options } = run;
  const done = await run.database.transaction(async (transaction) => {
    // Attribute: decide who speaks if the corpus has only what is printed ("he", "Trump", "a senior official").
    const attributed = await attributeDrafts(transaction, batch.drafts);

    // Tag: find the topics that a statement or its headline mentions.
    const tagged = tagDrafts(attributed, run.tagsOf);

    // Name nouns: look up which sources, speakers and topics the archive has, and choose slugs for the new ones.
    const nouns = await nameNouns(transaction, tagged);

    // Compose: put slugs in the place of names, which makes entries of a document.
    const composed = composeDrafts(tagged, nouns);

    // Record: write the document, leaving out what the archive's rules refuse.
    const recorded = await recordDrafts(transaction, composed, originOf(format.name, file));

    // Report: account for every record. A rejection is rather reported twice, if the transaction fails after all, than never.
    const { report, rejections } = reportBatch(batch, recorded);
    const counts = addReports(run.report, report);
    for (const rejection of rejections) options.onRejection(rejection);
    if (isInArchive) return { ...recorded, counts, id: run.id };

    // Note progress: the file, its readings so far and the counts, so that an interrupted import can continue from here.
    const id = run.id ?? (await beginImport(transaction, format.name, storedOptions(options)));
    const { readingsDone: piecesDone, isLast: isFinished } = batch;
    await noteProgress(
      transaction,
      file,
      { importId: id, originId: recorded.originId, piecesDone, isFinished },
      counts,
    );
    return { ...recorded, counts, id };
  });
  run.id = done.id;
  run.report = done.counts;

  // Reload topics: later batches may mention the new ones.
  if (done.hasNewTopics) run.tagsOf = await readTagger(run.database);
}
