import type { Format } from "../formats/drafts.ts";
import type { Imported } from "../ingestion/pipeline.ts";
import { type Report, rejectedIn, totalOf } from "../ingestion/report.ts";

/** Returns the report of an import for people. One of its lines counts each record. */
export function describeImport(
  { id, report, stoppedAt }: Imported,
  { format, dryRun }: { format: Format; dryRun: boolean },
): string {
  const { taken, leftOut, rejected, attributions, passages, made, notes } = report;
  const reread = { ...passages, unchanged: 0 };
  const lines = [
    reportLine(
      report.records,
      `${nounFor(report.records, format.records)} in ${number(report.files)} ${nounFor(report.files, "files")}`,
    ),
    reportLine(taken.made, "new"),
    reportLine(taken.changed, "changed"),
    reportLine(taken.unchanged, "unchanged"),
    reportLine(totalOf(leftOut), "left out", leftOut),
    reportLine(rejectedIn(report), "rejected", rejected as Record<string, number>),
    "",
    ...section("Speakers found from attributions", attributions),
    ...section("Passages of articles imported before", totalOf(reread) > 0 ? passages : {}),
    ...section("Made", countedWords(made)),
    ...section("Kept apart from others of their name", countedWords({ ...report.namesakes })),
    ...warnUnprinted(report, dryRun),
    ...(format.isKeptByHand ? warnDiffering(report) : []),
    ...Object.keys(notes ?? {}).map((note) => `${note}.`),
    closingLines({ id, stoppedAt, dryRun, report }),
  ];
  return `${lines.join("\n")}\n`;
}

/** Names what is counted, one in the singular. */
function countedWords(counts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).map(([name, count]) => [nounFor(count, name), count]));
}

function nounFor(count: number, plural: string): string {
  return count === 1 ? singularOf(plural) : plural;
}

/** Makes "row" of "rows"; what counts several kinds stays as it is. */
function singularOf(plural: string): string {
  if (plural.includes(" ")) return plural;
  return plural.replace(/ies$/, "y").replace(/s$/, "");
}

function closingLines({ id, stoppedAt, dryRun, report }: Imported & { dryRun: boolean }): string {
  if (dryRun) return "This was a dry run: nothing was kept.";
  if (stoppedAt !== null) return `Stopped in ${stoppedAt}. Run the same command to continue from there.`;
  if (id === null) return report.records === 0 ? "There was nothing to import." : "Nothing was new.";
  return `This is import ${id}; \`onrecord imports undo ${id}\` undoes it.`;
}

/** Shouts, because a file that was taken for a new version of another one would empty the archive in silence. */
function warnUnprinted({ unprinted }: Report, dryRun: boolean): string[] {
  if (unprinted === 0) return [];
  const what = `${number(unprinted)} ${unprinted === 1 ? "statement is" : "statements are"} no longer printed`;
  const why = dryRun ? "the import would take" : "the import took";
  const them = unprinted === 1 ? "it" : "them";
  return [`WARNING: ${what}: the files do not have ${them} any more, so ${why} ${them} out.`, ""];
}

/** Tells that a corrected table under another name corrects nothing. */
function warnDiffering({ differing }: Report): string[] {
  if (!differing) return [];
  const [rows, them] = differing === 1 ? ["row differs", "it"] : ["rows differ", "them"];
  return [`WARNING: ${number(differing)} ${rows} from what another import has on record of ${them}, which stays.`, ""];
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
