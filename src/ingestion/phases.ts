import { originOf } from "../archive/origins.ts";
import type { Asserter } from "../document/asserter.ts";
import { DEFAULT_MIN_SCORE } from "../extraction/propose.ts";
import type { InputFile } from "../formats/drafts.ts";
import { beginImport, noteProgress, noteReplaced, progressOf } from "../record/importRuns.ts";
import { forgetFormerLinks } from "../record/links.ts";
import { attributeDrafts } from "./phases/attribute.ts";
import { type Batch, gatherBatches, readAhead } from "./phases/batch.ts";
import { composeDrafts } from "./phases/compose.ts";
import { correctArticles, findCorrected } from "./phases/corrected.ts";
import { extractStatements } from "./phases/extract.ts";
import { fingerprint } from "./phases/fingerprint.ts";
import { followLineage, type Lineage, openLineage } from "./phases/lineage.ts";
import { nameNouns } from "./phases/nameNouns.ts";
import { noteCorpusIds } from "./phases/noteCorpusIds.ts";
import { recordDrafts, withRejections } from "./phases/recordDrafts.ts";
import { relationsOf } from "./phases/relations.ts";
import { reportBatch } from "./phases/reportBatch.ts";
import { rejectStrangers } from "./phases/strangers.ts";
import { readTagger, tagDrafts } from "./phases/tag.ts";
import { addReports, emptyReport, withNotes } from "./report.ts";
import { type ImportRun, storedOptions } from "./run.ts";

const BY_RULES = { model: null, minScore: DEFAULT_MIN_SCORE, keepBody: false };

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
  let lineage = await openLineage(database, format.name, known, run.replaced?.originNames ?? null);

  // Resume: skip what an interrupted run of this import has written.
  const before = await progressOf(database, format.name, lineage.file);
  const isContinued = before !== null && before.importId === run.id;
  if (isContinued && before.isFinished) {
    noteFile(run, lineage, before.originId);
    return true;
  }

  // Read: the format turns bytes into drafts (articles with statements, people, nouns), rejections, and what it leaves out.
  const read = format.read(file, options.defaults);

  // Extract: propose the statements of articles in which nothing is marked.
  const readings = format.isExtracted ? extractStatements(read, options.extraction ?? BY_RULES) : read;

  // Batch: about a thousand statements at a time; the next batch is read while the one before is written.
  const batches = readAhead(gatherBatches(readings, file.path, isContinued ? before.piecesDone : 0));
  for await (const batch of batches) {
    if (options.signal.aborted) return false;
    const isWhole = batch.isLast && !lineage.isBegun && !(isContinued && before.piecesDone > 0);
    lineage = await importBatch(run, { ...batch, isWhole }, lineage, before?.isFinished ? before.importId : null);
    options.onProgress(run.report);
  }
  return true;
}

/**
 * Imports a batch, in one transaction with how far the file has come.
 *
 * @param batch and whether it is the whole file
 * @param owner the earlier import that has imported this very file to its end, if any: then it stays that import's file
 */
async function importBatch(
  run: ImportRun,
  batch: Batch & { isWhole: boolean },
  before: Lineage,
  owner: number | null,
): Promise<Lineage> {
  const { format, options } = run;
  const { replaces } = options;
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

    // Corrected: find the articles whose address was made of a date or headline that the file corrects.
    const known = batch.isWhole
      ? await findCorrected(transaction, before, sifted.drafts, run.replaced !== null)
      : sifted.drafts;
    const { lineage, drafts, isOther } = await followLineage(transaction, format.name, before, known);
    const asserter = asserterOf(run, lineage);

    // Record: write the document, leaving out what the archive's rules refuse; then what the corpus knows its speakers by.
    const corrected = await correctArticles(transaction, asserter, drafts);
    const recorded = await recordDrafts(transaction, drafts, asserter);
    await noteCorpusIds(transaction, drafts, recorded.originId);

    // Forget: at the end of the file, the links that only earlier versions of it gave.
    if (batch.isLast && !batch.isCutOff) await forgetFormerLinks(transaction, asserter);

    // Report: account for every record. A rejection is rather reported twice, if the transaction fails after all, than never.
    const namesakes = { files: Number(isOther), people: nouns.namesakes };
    const { report, rejections } = reportBatch(batch, withRejections(recorded, sifted.rejections), namesakes);
    const notes = [...corrected, ...(await relationsOf(transaction, run, batch, { asserter, lineage, isOther }))];
    const counts = addReports(addReports(run.report, report), withNotes(notes));
    for (const rejection of rejections) options.onRejection(rejection);
    if (owner !== null) {
      if (replaces !== undefined) await noteReplaced(transaction, owner, replaces);
      return { ...recorded, lineage, counts, id: run.id };
    }

    // Note progress: the file, its readings so far and the counts, so that an interrupted import can continue from here.
    const id = run.id ?? (await beginImport(transaction, format.name, storedOptions(options), replaces));
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
  noteFile(run, done.lineage, done.originId);
  const { made, changed } = done.report.taken;
  if (owner !== null && (made + changed > 0 || replaces !== undefined)) run.owner = owner;
  run.report = done.counts;

  // Reload topics: later batches may mention the new ones.
  if (done.hasNewTopics) run.tagsOf = await readTagger(run.database);
  return done.lineage;
}

function asserterOf({ format, options }: ImportRun, { file }: Lineage): Asserter {
  return { ...originOf(format.name, file), replaces: options.replaces };
}

function noteFile(run: ImportRun, lineage: Lineage, originId: number): void {
  run.originIds.add(originId);
  run.last = asserterOf(run, lineage);
}
