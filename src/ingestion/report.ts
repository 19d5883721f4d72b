import type { RejectCode } from "../formats/rejections.ts";

/** What an import has done so far; kept with the import, so that one that goes on after an interruption counts on. */
export interface Report {
  files: number;
  /** Records of the format, all of them: taken, left out and rejected. */
  records: number;
  /** What the archive has of them now. */
  taken: { made: number; changed: number; unchanged: number };
  /** Well formed, but nothing that the archive has a place for; by reason. */
  leftOut: Record<string, number>;
  rejected: Partial<Record<RejectCode, number>>;
  /** How the speakers of statements were found, where the corpus gives only what is printed. */
  attributions: Record<string, number>;
  /** What became of passages that were there before, in articles that were read again. */
  passages: { unchanged: number; moved: number; reworded: number; gone: number };
  /** Nouns that were not known before. */
  made: { articles: number; sources: number; speakers: number; topics: number };
}

/** Nothing done yet. */
export function emptyReport(): Report {
  return {
    files: 0,
    records: 0,
    taken: { made: 0, changed: 0, unchanged: 0 },
    leftOut: {},
    rejected: {},
    attributions: {},
    passages: { unchanged: 0, moved: 0, reworded: 0, gone: 0 },
    made: { articles: 0, sources: 0, speakers: 0, topics: 0 },
  };
}

/** Both reports in one: every number is the sum. */
export function addReports(one: Report, other: Report): Report {
  return sumNumbers(one, other) as unknown as Report;
}

interface Numbers {
  [name: string]: number | Numbers;
}

function sumNumbers(one: object, other: object): Numbers {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries(
    [...names].map((name) => {
      const [a, b] = [(one as Numbers)[name] ?? 0, (other as Numbers)[name] ?? 0];
      if (typeof a === "number" && typeof b === "number") return [name, a + b];
      return [name, sumNumbers(typeof a === "number" ? {} : a, typeof b === "number" ? {} : b)];
    }),
  );
}

/** How many of the records were not taken because something is wrong with them. */
export function rejectedIn({ rejected }: Report): number {
  return Object.values(rejected).reduce((total, count) => total + count, 0);
}
