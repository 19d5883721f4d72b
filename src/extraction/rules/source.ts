import type { ReadText, Sentence, Unit } from "../article.ts";
import { isNominal } from "../tagging/subjects.ts";

/** The source that a rule has found. */
export interface RuleSource {
  units: number[];
  /** Whether it is only supposed: a participle or "who" without a subject of its own. */
  isDoubtful: boolean;
}

const LINKS_BEFORE = new Set(["of", "for", "at", "'s", "-"]);
const LINKS_AFTER = new Set(["of", "for", "at", "in", "'s", "-", "and"]);
const LONGEST_BESIDE = 15;

/** Finds the source of a cue: before it, before its apposition, or behind an inverted verb. Null if there is no statement. */
export function ruleSourceOf(
  read: ReadText,
  head: number,
  sentence: Sentence,
  isAccording: boolean,
): RuleSource | null {
  const { units } = read;
  if (isAccording) {
    const found = phraseFrom(units, head + 2, sentence.last);
    return found.length > 0 ? { units: found, isDoubtful: false } : null;
  }
  let before = head - 1;
  while (before >= sentence.first && isAuxiliary(units[before] as Unit)) before -= 1;
  const subject = subjectUpTo(units, before, sentence.first);
  if (subject.length > 0) return { units: subject, isDoubtful: false };
  const hasQuotation = units.slice(sentence.first, head).some(({ quotation }) => quotation);
  if ((hasQuotation || units[head - 1]?.text === ",") && isNominal(units[head + 1])) {
    return {
      units: withApposition(units, phraseFrom(units, head + 1, sentence.last), sentence.last),
      isDoubtful: false,
    };
  }
  const isParticiple = units[head]?.lower.endsWith("ing") && head > sentence.first;
  return units[before]?.lower === "who" || isParticiple || hasQuotation ? { units: [], isDoubtful: true } : null;
}

function isAuxiliary({ wordClass, lower }: Unit): boolean {
  return (wordClass === "AUX" || wordClass === "ADV" || wordClass === "PART") && lower !== "to";
}

/** The phrase that ends here, or before an apposition between commas. */
function subjectUpTo(units: readonly Unit[], end: number, first: number): number[] {
  if (end < first) return [];
  if (isNominal(units[end])) return subjectPhraseUpTo(units, end, first);
  if (units[end]?.text !== ",") return [];
  let comma = end - 1;
  while (comma >= first && units[comma]?.text !== "," && !units[comma]?.quotation) comma -= 1;
  if (comma < first || units[comma]?.text !== "," || !isNominal(units[comma - 1])) return [];
  const phrase = subjectPhraseUpTo(units, comma - 1, first);
  for (let at = comma; at < end; at += 1) phrase.push(at);
  return phrase;
}

function subjectPhraseUpTo(units: readonly Unit[], end: number, first: number): number[] {
  const phrase: number[] = [];
  for (let at = end; at >= first; at -= 1) {
    if (!isNominal(units[at]) && !(phrase.length > 0 && LINKS_BEFORE.has(units[at]?.lower ?? ""))) break;
    phrase.unshift(at);
  }
  return phrase;
}

function phraseFrom(units: readonly Unit[], start: number, last: number): number[] {
  const phrase: number[] = [];
  for (let at = start; at <= last; at += 1) {
    const isLink = phrase.length > 0 && LINKS_AFTER.has(units[at]?.lower ?? "") && isNominal(units[at + 1]);
    if (!isNominal(units[at]) && !isLink) break;
    phrase.push(at);
  }
  return phrase;
}

/** Adds ", the mayor of X" where it ends at a comma or the sentence's end. */
function withApposition(units: readonly Unit[], phrase: number[], last: number): number[] {
  const comma = (phrase.at(-1) ?? last) + 1;
  if (units[comma]?.text !== ",") return phrase;
  let end = comma + 1;
  while (
    end <= last &&
    !/^[,.]$/.test(units[end]?.text ?? "") &&
    !units[end]?.quotation &&
    end - comma < LONGEST_BESIDE
  )
    end += 1;
  if (!/^[,.]$/.test(units[end]?.text ?? "")) return phrase;
  for (let at = comma; at < end; at += 1) phrase.push(at);
  return phrase;
}
