import type { RejectCode } from "../formats/rejections.ts";

/** The counts of an import so far; stored with it, so that a continued import counts on. */
export interface Report {
  files: number;
  /** All records of the format: taken, left out and rejected. */
  records: number;
  /** Those that are in the archive now. */
  taken: { made: number; changed: number; unchanged: number };
  /** Well formed, but of a kind that the archive does not hold; by reason. */
  leftOut: Record<string, number>;
  rejected: Partial<Record<RejectCode, number>>;
  /** What the person should know of the files, such as columns that are not read; by sentence, with the number of files. */
  notes: Record<string, number>;
  /** How speakers were found, if the corpus has only what is printed of them; and names that several bear. */
  attributions: Record<string, number>;
  /** The passages of articles that were in the archive before and were read again, by what happened to them. */
  passages: { unchanged: number; moved: number; reworded: number; gone: number };
  /** Statements that no article prints any more, because the file has them no longer: they are taken out. */
  unprinted: number;
  /** Records that another import has too, and that say something else of their statements than is on record: it stays. */
  differing: number;
  /** Files and people that have the name of another, and were told apart. */
  namesakes: { files: number; people: number };
  /** Articles and nouns that are new. */
  made: { articles: number; sources: number; speakers: number; topics: number; propositions: number };
}

/** Returns a report of nothing done yet. */
export function emptyReport(): Report {
  return {
    files: 0,
    records: 0,
    taken: { made: 0, changed: 0, unchanged: 0 },
    leftOut: {},
    rejected: {},
    notes: {},
    attributions: {},
    passages: { unchanged: 0, moved: 0, reworded: 0, gone: 0 },
    unprinted: 0,
    differing: 0,
    namesakes: { files: 0, people: 0 },
    made: { articles: 0, sources: 0, speakers: 0, topics: 0, propositions: 0 },
  };
}

/** Returns a report that only tells these sentences. */
export function withNotes(sentences: readonly string[]): Report {
  return { ...emptyReport(), notes: Object.fromEntries(sentences.map((sentence) => [sentence, 1])) };
}

/** Returns the sum of two reports. */
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

/** Returns the number of rejected records. */
export function rejectedIn({ rejected }: Report): number {
  return totalOf(rejected);
}

/** Returns the sum of the counts of a part of a report. */
export function totalOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
