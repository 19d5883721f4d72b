import type { Format } from "../formats/drafts.ts";
import type { Imported } from "../ingestion/pipeline.ts";
import { type Report, rejectedIn } from "../ingestion/report.ts";

/** Returns the report of an import for people. One of its lines counts each record. */
export function describeImport(
  { id, report, stoppedAt }: Imported,
  { format, dryRun }: { format: Format; dryRun: boolean },
): string {
  const { taken, leftOut, rejected, attributions, passages, made } = report;
  const rest = Object.values(leftOut).reduce((sum, count) => sum + count, 0);
  const reread = { ...passages, unchanged: 0 };
  const lines = [
    reportLine(report.records, `${format.records} in ${number(report.files)} ${report.files === 1 ? "file" : "files"}`),
    reportLine(taken.made, "new"),
    reportLine(taken.changed, "changed"),
    reportLine(taken.unchanged, "unchanged"),
    reportLine(rest, "left out", leftOut),
    reportLine(rejectedIn(report), "rejected", rejected as Record<string, number>),
    "",
    ...section("Speakers found from attributions", attributions),
    ...section("Passages of articles imported before", total(reread) > 0 ? passages : {}),
    ...section("Made", { ...made }),
    closingLines({ id, stoppedAt, dryRun, report }),
  ];
  return `${lines.join("\n")}\n`;
}

function closingLines({ id, stoppedAt, dryRun, report }: Imported & { dryRun: boolean }): string {
  if (dryRun) return "This was a dry run: nothing was kept.";
  if (stoppedAt !== null) return `Stopped in ${stoppedAt}. Run the same command to continue from there.`;
  if (id === null) return report.records === 0 ? "There was nothing to import." : "Nothing was new.";
  return `This is import ${id}; \`onrecord imports undo ${id}\` undoes it.`;
}

const WIDTH = 12;

function number(count: number): string {
  return count.toLocaleString("en");
}

function reportLine(count: number, what: string, parts: Record<string, number> = {}): string {
  const list = Object.entries(parts).map(([name, part]) => `${name} ${number(part)}`);
  return `${number(count).padStart(WIDTH)} ${what}${list.length > 0 ? `: ${list.join(", ")}` : ""}`;
}

function section(title: string, counts: Record<string, number>): string[] {
  const parts = Object.entries(counts).filter(([, count]) => count > 0);
  if (parts.length === 0) return [];
  return [`${title}:`, ...parts.map(([name, count]) => reportLine(count, name)), ""];
}

function total(counts: Report["passages"]): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
