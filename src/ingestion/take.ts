import { RecordError } from "../archive/record/errors.ts";
import { type Asserter, type Recorded, record } from "../archive/record.ts";
import type { Database } from "../database.ts";
import type { Batch } from "./batches.ts";
import { type Composed, compose, type Piece } from "./compose.ts";
import type { Rejection } from "./drafts.ts";
import { addReports, emptyReport, type Report } from "./report.ts";
import type { TagsOf } from "./tag.ts";
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
  const all = [...rejections, ...taken.rejections];
  const report = addReports(taken.report, { ...emptyReport(), leftOut, rejected: countByCode(all) });
  const { made, changed, unchanged } = report.taken;
  const records = [made, changed, unchanged, ...Object.values(leftOut), ...Object.values(report.rejected)];
  return { ...taken, rejections: all, report: { ...report, records: records.reduce((sum, count) => sum + count, 0) } };
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

function reportOf({ nouns, attributions }: Composed, recorded: Recorded): Report {
  const touched = nouns.records.filter(({ noun, slug }) => recorded.nouns[noun].has(slug));
  const made = nouns.records.filter(({ isNew }) => isNew).length;
  const changed = touched.filter(({ isNew }) => !isNew).length;
  return {
    ...emptyReport(),
    taken: {
      made: recorded.made + made,
      changed: recorded.changed + changed,
      unchanged: recorded.unchanged + nouns.records.length - made - changed,
    },
    attributions,
    passages: recorded.passages,
    made: { articles: recorded.newArticles, ...nouns.made },
  };
}

function countByCode(rejections: readonly Rejection[]): Report["rejected"] {
  const counts: Report["rejected"] = {};
  for (const { code, records = 1 } of rejections) counts[code] = (counts[code] ?? 0) + records;
  return counts;
}
