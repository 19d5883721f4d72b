import { createHash } from "node:crypto";
import type { ArticleDraft, Piece, Reading } from "../formats/drafts.ts";
import { type Place, type Rejection, UnreadableError } from "../formats/rejections.ts";

/** Some consecutive readings of a file, written together or not at all. */
export interface Batch {
  pieces: Piece[];
  rejections: Rejection[];
  /** Records by the reason why they are left out. */
  leftOut: Record<string, number>;
  /** How many readings of the file come before the end of this batch. */
  piecesDone: number;
  isLast: boolean;
}

/** A batch is written in a second or two: that is also how long Ctrl-C waits. */
const MOST_RECORDS = 1_000;
const MOST_READINGS = 2_000;
const LONGEST_BODIES = 4_000_000;

/**
 * Gathers the readings of a file into batches, always at the same places, so that an interrupted import can go on behind the
 * last one that was written. A file that cannot be read to its end ends with a rejection that says so.
 *
 * @param skip how many readings are in the archive already
 */
export async function* batchesOf(readings: AsyncIterable<Reading>, path: string, skip: number): AsyncGenerator<Batch> {
  const once = refuseSecond();
  let done = 0;
  let batch = emptyBatch();
  let weight = 0;
  let line: number | undefined;
  for await (const reading of endWithFile(readings, path)) {
    const accepted = once(reading);
    const before = line;
    line = lineOf(accepted);
    // What one line says is counted as one record, so it stays together.
    if (weight >= 1 && (line === undefined || line !== before)) {
      yield { ...batch, piecesDone: done };
      batch = emptyBatch();
      weight = 0;
    }
    done += 1;
    if (done <= skip) continue;
    put(batch, accepted);
    weight += batchShare(accepted);
  }
  yield { ...batch, piecesDone: done, isLast: true };
}

/** The same batches, the next of which is read while the one before is written. */
export async function* readAhead(batches: AsyncGenerator<Batch>): AsyncGenerator<Batch> {
  let next = batches.next();
  try {
    for (let read = await next; !read.done; read = await next) {
      next = batches.next();
      // What goes wrong with it is thrown when its turn comes.
      next.catch(() => {});
      yield read.value;
    }
  } finally {
    await batches.return(undefined);
  }
}

function emptyBatch(): Batch {
  return { pieces: [], rejections: [], leftOut: {}, piecesDone: 0, isLast: false };
}

function put(batch: Batch, reading: Reading): void {
  if ("rejected" in reading) batch.rejections.push(reading.rejected);
  else if ("leftOut" in reading) {
    const { reason, records } = reading.leftOut;
    batch.leftOut[reason] = (batch.leftOut[reason] ?? 0) + records;
  } else if ("article" in reading && reading.article.isPartial) putPart(batch, reading.article);
  else batch.pieces.push(reading);
}

/** Parts of one article are one article. */
function putPart({ pieces }: Batch, part: ArticleDraft): void {
  const isSame = (piece: Piece) => "article" in piece && piece.article.isPartial && piece.article.url === part.url;
  const before = pieces.find(isSame) as { article: ArticleDraft } | undefined;
  if (before) before.article = { ...before.article, statements: [...before.article.statements, ...part.statements] };
  else pieces.push({ article: part });
}

function lineOf(reading: Reading): number | undefined {
  if ("leftOut" in reading) return undefined;
  const [{ place }] = Object.values(reading) as [{ place: Place }];
  return place.line;
}

/** What part of a batch the reading fills. */
function batchShare(reading: Reading): number {
  if (!("article" in reading)) return 1 / MOST_READINGS;
  const { statements, body = "" } = reading.article;
  return 1 / MOST_READINGS + statements.length / MOST_RECORDS + body.length / LONGEST_BODIES;
}

async function* endWithFile(readings: AsyncIterable<Reading>, path: string): AsyncGenerator<Reading> {
  try {
    yield* readings;
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    yield { rejected: { place: { file: path }, code: error.code, message: error.message } };
  }
}

/** An article stands in a file once, with all that it prints: a second one would take back what the first has said. */
function refuseSecond(): (reading: Reading) => Reading {
  const seen = new Set<number>();
  return (reading) => {
    if (!("article" in reading) || reading.article.isPartial) return reading;
    const key = urlDigest(reading.article.url);
    if (seen.has(key)) return { rejected: secondTime(reading.article) };
    seen.add(key);
    return reading;
  };
}

/** 48 bits of a digest: a number for each of a million addresses takes some 40 MB, and two share one once in 500 such files. */
function urlDigest(url: string): number {
  return createHash("sha256").update(url).digest().readUIntBE(0, 6);
}

function secondTime({ place, url, statements }: ArticleDraft): Rejection {
  return {
    place,
    code: "DUPLICATE",
    message: `The article ${url} stands in this file a second time: put all its statements in one place.`,
    records: statements.length,
  };
}
