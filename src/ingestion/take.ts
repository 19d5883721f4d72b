import type { Database } from "../database.ts";
import type { Asserter } from "../document/asserter.ts";
import { RecordError } from "../document/errors.ts";
import type { Piece } from "../formats/drafts.ts";
import type { Place, Rejection } from "../formats/rejections.ts";
import { type Recorded, record } from "../record/record.ts";
import type { PrintingOutcome } from "../record/statements.ts";
import type { TagsOf } from "../text/mentions.ts";
import type { Batch } from "./batches.ts";
import { type Composed, compose } from "./compose.ts";
import { addReports, emptyReport, type Report } from "./report.ts";
import { rejectWhole, withoutCulprits } from "./take/culprits.ts";

/** What has become of a batch. */
export interface Taken {
  originId: number;
  report: Report;
  rejections: Rejection[];
  /** Whether topics were made or given other names, which texts may mention. */
  hasNewTopics: boolean;
}

/**
 * Writes a batch, in the caller's transaction: all that the archive's rules allow. What they forbid is rejected, one by one
 * where the archive can say what it is, and the rest goes in.
 */
export async function takeBatch(
  database: Database,
  { pieces, rejections, leftOut }: Batch,
  asserter: Asserter,
  tagsOf: TagsOf<string>,
): Promise<Taken> {
  const taken = await takePieces(database, pieces, asserter, tagsOf);
  const all = [...rejections, ...taken.rejections].sort(byPlace);
  const report = addReports(taken.report, { ...emptyReport(), leftOut, rejected: countByCode(all) });
  const { made, changed, unchanged } = report.taken;
  const records = [made, changed, unchanged, ...Object.values(leftOut), ...Object.values(report.rejected)];
  return { ...taken, rejections: all, report: { ...report, records: records.reduce((sum, count) => sum + count, 0) } };
}

const numerically = new Intl.Collator("en", { numeric: true });

/** As whoever mends a file goes through it; what is said of the whole file comes last. */
function byPlace({ place: one }: Rejection, { place: other }: Rejection): number {
  const lines = (one.line ?? Number.MAX_SAFE_INTEGER) - (other.line ?? Number.MAX_SAFE_INTEGER);
  return lines || numerically.compare(one.record ?? "", other.record ?? "");
}

async function takePieces(
  database: Database,
  pieces: readonly Piece[],
  asserter: Asserter,
  tagsOf: TagsOf<string>,
): Promise<Taken> {
  const composed = await compose(database, pieces, tagsOf);
  try {
    const recorded = await record(database, composed.document, asserter);
    const hasNewTopics = recorded.nouns.topic.size > 0;
    return { originId: recorded.originId, report: reportOf(composed, recorded), rejections: [], hasNewTopics };
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    const sound = withoutCulprits(pieces, composed, error) ?? (pieces.length === 1 ? rejectWhole(pieces, error) : null);
    if (sound) return withRejections(await takePieces(database, sound.pieces, asserter, tagsOf), sound.rejections);
    const middle = Math.ceil(pieces.length / 2);
    const first = await takePieces(database, pieces.slice(0, middle), asserter, tagsOf);
    const second = await takePieces(database, pieces.slice(middle), asserter, tagsOf);
    const report = addReports(first.report, second.report);
    const hasNewTopics = first.hasNewTopics || second.hasNewTopics;
    return { ...second, report, hasNewTopics, rejections: [...first.rejections, ...second.rejections] };
  }
}

function withRejections(taken: Taken, rejections: readonly Rejection[]): Taken {
  return { ...taken, rejections: [...rejections, ...taken.rejections] };
}

function reportOf({ nouns, places, attributions }: Composed, recorded: Recorded): Report {
  const ofNouns = nouns.records.map(({ noun, slug, isNew }): PrintingOutcome => {
    if (isNew) return "made";
    return recorded.nouns[noun].has(slug) ? "changed" : "unchanged";
  });
  const taken = { made: 0, changed: 0, unchanged: 0 };
  for (const outcome of [...ofNouns, ...byRecord(places.flat(), recorded.outcomes)]) taken[outcome] += 1;
  return {
    ...emptyReport(),
    taken,
    attributions,
    passages: recorded.passages,
    made: { articles: recorded.newArticles, ...nouns.made },
  };
}

/** A record may be printed in several articles: it is new, or otherwise than it was, where any of its printings is. */
function byRecord(places: readonly Place[], outcomes: readonly PrintingOutcome[]): PrintingOutcome[] {
  const order: readonly PrintingOutcome[] = ["unchanged", "changed", "made"];
  const found = new Map<string, PrintingOutcome>();
  for (const [i, { line, record }] of places.entries()) {
    const key = line === undefined && record === undefined ? `${i}` : JSON.stringify([line, record]);
    const [before, outcome] = [found.get(key) ?? "unchanged", outcomes[i] as PrintingOutcome];
    found.set(key, order.indexOf(outcome) > order.indexOf(before) ? outcome : before);
  }
  return [...found.values()];
}

function countByCode(rejections: readonly Rejection[]): Report["rejected"] {
  const counts: Report["rejected"] = {};
  for (const { code, records = 1 } of rejections) counts[code] = (counts[code] ?? 0) + records;
  return counts;
}
