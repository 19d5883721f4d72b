import { createHash } from "node:crypto";
import { articleAddressOf } from "../../document/address.ts";
import type { ArticleDraft, Draft, Reading } from "../../formats/drafts.ts";
import { type Place, type Rejection, UnreadableError } from "../../formats/rejections.ts";

/** Consecutive readings of a file that are written together or not at all. */
export interface Batch {
  drafts: Draft[];
  rejections: Rejection[];
  /** The number of records left out, by reason. */
  leftOut: Record<string, number>;
  /** What the person should know of the files, by sentence. */
  notes: Record<string, number>;
  /** The number of the file's readings up to the end of this batch. */
  readingsDone: number;
  isLast: boolean;
  /** Whether the file could not be read to its end. */
  isCutOff: boolean;
}

/** A batch is written in a second or two, which is also how long Ctrl-C waits. */
const MOST_RECORDS = 1_000;
const MOST_READINGS = 2_000;
const LONGEST_BODIES = 4_000_000;

/**
 * Gathers the readings of a file into batches, always at the same places, so that an interrupted import can continue after
 * the last batch that was written. A file that cannot be read to its end ends with a rejection that says so.
 *
 * @param skip the number of readings that are in the archive already
 */
export async function* gatherBatches(
  readings: AsyncIterable<Reading>,
  path: string,
  skip: number,
): AsyncGenerator<Batch> {
  const refuseRepeat = openRepeats();
  let done = 0;
  let batch = emptyBatch();
  let weight = 0;
  let line: number | undefined;
  let isCutOff = false;
  const cutOff = () => {
    isCutOff = true;
  };
  for await (const reading of endWithFile(readings, path, cutOff)) {
    const accepted = refuseRepeat(withAddress(reading));
    const before = line;
    line = lineOf(accepted);
    // The readings of one line count as one record, so they stay together.
    if (weight >= 1 && (line === undefined || line !== before)) {
      yield { ...batch, readingsDone: done };
      batch = emptyBatch();
      weight = 0;
    }
    done += 1;
    if (done <= skip) continue;
    addToBatch(batch, accepted);
    weight += batchShare(accepted);
  }
  yield { ...batch, readingsDone: done, isLast: true, isCutOff };
}

/** Yields the same batches, and reads the next one while the caller writes the one before. */
export async function* readAhead(batches: AsyncGenerator<Batch>): AsyncGenerator<Batch> {
  let next = batches.next();
  try {
    for (let read = await next; !read.done; read = await next) {
      next = batches.next();
      // Its failure is thrown when its turn comes.
      next.catch(() => {});
      yield read.value;
    }
  } finally {
    await batches.return(undefined);
  }
}

function emptyBatch(): Batch {
  return { drafts: [], rejections: [], leftOut: {}, notes: {}, readingsDone: 0, isLast: false, isCutOff: false };
}

function addToBatch(batch: Batch, reading: Reading): void {
  if ("rejected" in reading) batch.rejections.push(reading.rejected);
  else if ("told" in reading) batch.notes[reading.told] = (batch.notes[reading.told] ?? 0) + 1;
  else if ("leftOut" in reading) {
    const { reason, records } = reading.leftOut;
    batch.leftOut[reason] = (batch.leftOut[reason] ?? 0) + records;
  } else if ("article" in reading && reading.article.isPartial) addPart(batch, reading.article);
  else batch.drafts.push(reading);
}

/** Joins the parts of one article. */
function addPart({ drafts }: Batch, part: ArticleDraft): void {
  const isSame = (draft: Draft) => "article" in draft && draft.article.isPartial && draft.article.url === part.url;
  const before = drafts.find(isSame) as { article: ArticleDraft } | undefined;
  if (before) before.article = { ...before.article, statements: [...before.article.statements, ...part.statements] };
  else drafts.push({ article: part });
}

function lineOf(reading: Reading): number | undefined {
  if ("leftOut" in reading || "told" in reading) return undefined;
  const [{ place }] = Object.values(reading) as [{ place: Place }];
  return place.line;
}

/** Returns the share of a batch that the reading fills. */
function batchShare(reading: Reading): number {
  if (!("article" in reading)) return 1 / MOST_READINGS;
  const { statements, body = "" } = reading.article;
  return 1 / MOST_READINGS + statements.length / MOST_RECORDS + body.length / LONGEST_BODIES;
}

async function* endWithFile(
  readings: AsyncIterable<Reading>,
  path: string,
  cutOff: () => void,
): AsyncGenerator<Reading> {
  try {
    yield* readings;
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    cutOff();
    yield { rejected: { place: { file: path }, code: error.code, message: error.message } };
  }
}

/** Gives an article the address that the archive knows it by. */
function withAddress(reading: Reading): Reading {
  if (!("article" in reading)) return reading;
  return { article: { ...reading.article, url: articleAddressOf(reading.article.url) } };
}

/** Rejects an article that the file had before, because recording it again would remove the statements of the first one. */
function openRepeats(): (reading: Reading) => Reading {
  const seen = new Set<number>();
  return (reading) => {
    if (!("article" in reading) || reading.article.isPartial) return reading;
    const key = urlDigest(reading.article.url);
    if (seen.has(key)) return { rejected: rejectRepeat(reading.article) };
    seen.add(key);
    return reading;
  };
}

/**
 * Returns 48 bits of a digest. As numbers, those of a million addresses take about 40 MB, and two of them are equal in one of
 * 500 files of that size.
 */
function urlDigest(url: string): number {
  return createHash("sha256").update(url).digest().readUIntBE(0, 6);
}

function rejectRepeat({ place, url, statements }: ArticleDraft): Rejection {
  return {
    place,
    code: "DUPLICATE",
    message: `The article ${url} is in this file a second time: put all its statements in one place.`,
    records: statements.length,
  };
}
