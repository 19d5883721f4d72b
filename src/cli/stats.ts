import { readStats, type Stats } from "../archive/totals/stats.ts";
import { withArchive } from "./archive.ts";
import { tableOf } from "./table.ts";

/** Runs `onrecord stats`: prints a table, or one JSON object. */
export async function printStats({ json }: { json: boolean }): Promise<void> {
  const stats = await withArchive(({ database }) => readStats(database));
  process.stdout.write(json ? `${JSON.stringify(stats)}\n` : tableOf(statRows(stats)));
}

const ORDER = [
  "statements",
  "appearances",
  "articles",
  "sources",
  "speakers",
  "topics",
  "tags",
  "parties",
  "propositions",
  "stances",
  "links",
  "imports",
  "bytes",
] as const satisfies readonly (keyof Stats)[];

/** Returns a row for each count: the total before its parts, and these alphabetically, because SQL returns them in any order. */
function statRows(stats: Stats) {
  return ORDER.flatMap((name): [string, number][] => {
    const counts = stats[name];
    if (typeof counts === "number") return [[name, counts]];
    const { all, ...parts } = counts as Record<string, number>;
    const rows = Object.entries(parts).sort(([a], [b]) => (a < b ? -1 : 1));
    return [
      ...(all === undefined ? [] : [[name, all] as [string, number]]),
      ...rows.map(([part, count]): [string, number] => [`${name}, ${part}`, count]),
    ];
  });
}
