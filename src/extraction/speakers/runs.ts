import { english } from "../../text/attribution/english.ts";
import type { ReadText, Unit } from "../article.ts";

/** Capitalised words in a row, with the small words that join them: "Ministry of Civil Defence". */
export interface NameRun {
  text: string;
  /** Its words, without the joining ones. */
  words: readonly string[];
  /** Its units, from first to last. */
  first: number;
  last: number;
}

const NAME_LINKS = new Set([
  "of",
  "for",
  "and",
  "&",
  "the",
  "on",
  "in",
  "-",
  "'s",
  "al",
  "de",
  "da",
  "del",
  "di",
  "la",
  "van",
  "von",
  "bin",
  "der",
  "den",
  "du",
]);
/** A clause or a list may join two names by these, so they join only what an organisation's name begins. */
const LOOSE_LINKS = new Set(["and", "on", "in", "'s", "the"]);

/** Returns the runs of capitalised words outside the beginnings of sentences, in reading order. */
export function findRuns({ text, units }: ReadText, from = 0, to = units.length - 1): NameRun[] {
  const runs: NameRun[] = [];
  for (let at = from; at <= to; at += 1) {
    if (!startsRun(units[at] as Unit)) continue;
    let last = at;
    for (let next = at + 1; next <= to; next += 1) {
      const unit = units[next] as Unit;
      if (unit.isCapital && !unit.quotation) last = next;
      else if (!NAME_LINKS.has(unit.lower) || (LOOSE_LINKS.has(unit.lower) && !units[next + 1]?.isCapital)) break;
    }
    const run = units.slice(at, last + 1);
    const words = run.filter(({ isCapital }) => isCapital).map(({ text: word }) => word);
    runs.push({
      text: text.slice((run[0] as Unit).start, (run.at(-1) as Unit).end).replace(/\s+/g, " "),
      words,
      first: at,
      last,
    });
    at = last;
  }
  return runs;
}

function startsRun({ isCapital, quotation, lower }: Unit): boolean {
  return (
    isCapital &&
    !quotation &&
    !english.definite.has(lower) &&
    !english.pronouns.has(lower) &&
    !/^(?:an?|but|and|in|on|at|as|if|when|while|after|before)$/.test(lower)
  );
}
