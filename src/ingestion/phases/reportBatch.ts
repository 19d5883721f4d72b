import type { Rejection } from "../../formats/rejections.ts";
import { addReports, emptyReport, type Report } from "../report.ts";
import type { Batch } from "./batch.ts";
import type { RecordedDrafts } from "./recordDrafts.ts";

/** Accounts for every record of a batch: recorded, left out or rejected, by its reader or by the archive. */
export function reportBatch(
  { leftOut, notes, rejections, isLast }: Batch,
  recorded: RecordedDrafts,
  namesakes: Report["namesakes"],
): { report: Report; rejections: Rejection[] } {
  const all = [...rejections, ...recorded.rejections].sort(byPlace);
  const counted = { leftOut, notes, namesakes, rejected: countByCode(all) };
  const report = addReports(recorded.report, { ...emptyReport(), ...counted });
  const { made, changed, unchanged } = report.taken;
  const counts = [made, changed, unchanged, ...Object.values(leftOut), ...Object.values(report.rejected)];
  const records = counts.reduce((sum, count) => sum + count, 0);
  return { report: { ...report, files: isLast ? 1 : 0, records }, rejections: all };
}

const numerically = new Intl.Collator("en", { numeric: true });

/** Orders rejections as a person goes through the file to correct it; those of the whole file come last. */
function byPlace({ place: one }: Rejection, { place: other }: Rejection): number {
  const lines = (one.line ?? Number.MAX_SAFE_INTEGER) - (other.line ?? Number.MAX_SAFE_INTEGER);
  return lines || numerically.compare(one.record ?? "", other.record ?? "");
}

function countByCode(rejections: readonly Rejection[]): Report["rejected"] {
  const counts: Report["rejected"] = {};
  for (const { code, records = 1 } of rejections) counts[code] = (counts[code] ?? 0) + records;
  return counts;
}
