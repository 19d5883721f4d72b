import { originOf } from "../archive/origins.ts";
import type { Database } from "../database.ts";
import type { InputFile } from "../formats/drafts.ts";
import { beginImport, noteProgress, progressOf, sharedPrintings } from "../record/importRuns.ts";
import { forgetFormerLinks } from "../record/links.ts";
import { attributeDrafts } from "./phases/attribute.ts";
import { type Batch, gatherBatches, readAhead } from "./phases/batch.ts";
import { composeDrafts } from "./phases/compose.ts";
import { fingerprint } from "./phases/fingerprint.ts";
import { followLineage, type Lineage, openLineage } from "./phases/lineage.ts";
import { nameNouns } from "./phases/nameNouns.ts";
import { noteCorpusIds } from "./phases/noteCorpusIds.ts";
import { type RecordedDrafts, recordDrafts, withRejections } from "./phases/recordDrafts.ts";
import { reportBatch } from "./phases/reportBatch.ts";
import { rejectStrangers } from "./phases/strangers.ts";
import { readTagger, tagDrafts } from "./phases/tag.ts";
import { addReports, emptyReport, type Report } from "./report.ts";
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

  // Lineage: several files may have one name; by its statements a file is a new version of one of them, or another.
  let lineage = await openLineage(database, format.name, known);

  // Resume: skip what an interrupted run of this import has written.
  const before = await progressOf(database, format.name, lineage.file);
  const isContinued = before !== null && before.importId === run.id;
  if (isContinued && before.isFinished) return true;

  // Read: the format turns bytes into drafts (articles with statements, people, nouns), rejections, and what it leaves out.
  const readings = format.read(file, options.defaults);

  // Batch: about a thousand statements at a time; the next batch is read while the one before is written.
  const batches = readAhead(gatherBatches(readings, file.path, isContinued ? before.piecesDone : 0));
  for await (const batch of batches) {
    if (options.signal.aborted) return false;
    lineage = await importBatch(run, batch, lineage, before?.isFinished ? before.importId : null);
    options.onProgress(run.report);
  }
  return true;
}

/**
 * Imports a batch, in one transaction with how far the file has come.
 *
 * @param owner the earlier import that has imported this very file to its end, if any: then it stays that import's file
 */
async function importBatch(run: ImportRun, batch: Batch, before: Lineage, owner: number | null): Promise<Lineage> {
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

    // Strangers: reject an article that only shares the name of its file with one on record.
    const sifted = await rejectStrangers(transaction, composed);
    const { lineage, drafts, isOther } = await followLineage(transaction, format.name, before, sifted.drafts);

    // Record: write the document, leaving out what the archive's rules refuse; then what the corpus knows its speakers by.
    const recorded = await recordDrafts(transaction, drafts, originOf(format.name, lineage.file));
    await noteCorpusIds(transaction, drafts, recorded.originId);

    // Forget: at the end of the file, the links that only earlier versions of it gave.
    if (batch.isLast && !batch.isCutOff) await forgetFormerLinks(transaction, originOf(format.name, lineage.file));

    // Report: account for every record. A rejection is rather reported twice, if the transaction fails after all, than never.
    const namesakes = { files: Number(isOther), people: nouns.namesakes };
    const { report, rejections } = reportBatch(batch, withRejections(recorded, sifted.rejections), namesakes);
    const counts = addReports(addReports(run.report, report), await reportShared(transaction, run, batch, recorded));
    for (const rejection of rejections) options.onRejection(rejection);
    if (owner !== null) return { ...recorded, lineage, counts, id: run.id };

    // Note progress: the file, its readings so far and the counts, so that an interrupted import can continue from here.
    const id = run.id ?? (await beginImport(transaction, format.name, storedOptions(options)));
    const { readingsDone: piecesDone, isLast: isFinished } = batch;
    await noteProgress(
      transaction,
      lineage.file,
      { importId: id, originId: recorded.originId, piecesDone, isFinished },
      counts,
    );
    return { ...recorded, lineage, counts, id };
  });
  run.id = done.id;
  if (owner !== null && done.report.taken.made + done.report.taken.changed > 0) run.owner = owner;
  run.report = done.counts;

  // Reload topics: later batches may mention the new ones.
  if (done.hasNewTopics) run.tagsOf = await readTagger(run.database);
  return done.lineage;
}

/** Tells at the end of a file kept by hand which other imports have its passages: it may be a correction of their file. */
async function reportShared(
  database: Database,
  { format }: ImportRun,
  { isLast }: Batch,
  { originId }: RecordedDrafts,
): Promise<Report> {
  const shared = format.isKeptByHand && isLast ? await sharedPrintings(database, originId) : [];
  const sentences = shared.map(({ importId, printings }) => {
    const [passages, stay] =
      printings === 1 ? ["1 of these passages is", "stays"] : [`${printings} of these passages are`, "stay"];
    return `${passages} on record by import ${importId} and ${stay} as recorded: to replace that import, undo it and import this file again`;
  });
  return { ...emptyReport(), notes: Object.fromEntries(sentences.map((sentence) => [sentence, 1])) };
}
