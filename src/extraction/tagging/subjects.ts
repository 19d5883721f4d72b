import type { ReadText, Sentence, Unit } from "../article.ts";

const NOMINAL = new Set(["NOUN", "PROPN", "ADJ", "DET", "NUM", "PRON"]);
const LINKS = new Set(["of", "for", "at", "in", "and", "-", "&"]);
const NO_SPEAKERS = new Set(["it", "there", "this", "which"]);
const LONGEST_APPOSITION = 25;

/** Returns whether a unit may be part of a noun phrase. */
export function isNominal(unit: Unit | undefined): boolean {
  if (!unit || unit.quotation || !unit.isWord || unit.lower === "that") return false;
  return NOMINAL.has(unit.wordClass) || unit.lower === "'s";
}

/**
 * Returns the units of the noun phrase that ends just before a verb, over its auxiliaries and adverbs, and over an apposition or
 * a relative clause between commas: "Roe, the mayor, has said". Empty without one.
 */
export function phraseBefore({ units }: ReadText, verb: number, first: number): number[] {
  let at = verb - 1;
  for (; at >= first && isBetween(units[at] as Unit); at -= 1) if (units[at]?.lower === "to") return [];
  const end = at;
  at = beforeApposition(units, at, first);
  if (at < first || !isNominal(units[at])) return [];
  const phrase = phraseUpTo(units, at, first);
  if (phrase.length === 0 || NO_SPEAKERS.has(units[phrase[0] as number]?.lower ?? "")) return [];
  for (let rest = (phrase.at(-1) as number) + 1; rest <= end; rest += 1) phrase.push(rest);
  while (units[phrase.at(-1) as number]?.text === ",") phrase.pop();
  return phrase;
}

/** Returns the noun phrase that ends at a unit. */
function phraseUpTo(units: readonly Unit[], end: number, first: number): number[] {
  const phrase: number[] = [];
  for (let at = end; at >= first && isOfPhrase(units, at, phrase.length > 0); at -= 1) phrase.unshift(at);
  return phrase;
}

/** Returns the noun phrase that a relative pronoun stands for: "Roe" in "Roe, who said". Empty without one. */
export function whoStandsFor({ units, sentences }: ReadText, pronoun: number): number[] {
  const { first } = sentences[(units[pronoun] as Unit).sentence] as Sentence;
  const end = units[pronoun - 1]?.text === "," ? pronoun - 2 : pronoun - 1;
  return end >= first && isNominal(units[end]) ? phraseUpTo(units, end, first) : [];
}

function isBetween({ wordClass, lower }: Unit): boolean {
  return (wordClass === "AUX" || wordClass === "ADV" || wordClass === "PART") && lower !== "'s";
}

/** Returns the place before ", …," or "(…)" that ends here; -1 if it does not begin in the sentence. */
function beforeApposition(units: readonly Unit[], end: number, first: number): number {
  const sign = units[end]?.text;
  if (sign !== "," && sign !== ")") return end;
  const opening = sign === "," ? "," : "(";
  let at = end - 1;
  while (at >= first && units[at]?.text !== opening) {
    if (sign === "," && (units[at]?.quotation || end - at >= LONGEST_APPOSITION)) return -1;
    at -= 1;
  }
  return at - 1;
}

function isOfPhrase(units: readonly Unit[], at: number, hasBegun: boolean): boolean {
  const { lower } = units[at] as Unit;
  if (lower === "and" && !(units[at + 1]?.isCapital && units[at - 1]?.isCapital)) return false;
  return isNominal(units[at]) || (hasBegun && LINKS.has(lower) && isNominal(units[at - 1]));
}

/**
 * Returns the subject of the sentence's first verb that has one before the given place: the source of participles ("…, saying"),
 * of later verbs, and of quotations that a colon introduces.
 */
export function mainSubject(text: ReadText, sentence: number, before: number): number[] {
  const { first } = text.sentences[sentence] as Sentence;
  for (let verb = first + 1; verb < before; verb += 1) {
    const { wordClass } = text.units[verb] as Unit;
    if (wordClass !== "VERB" && wordClass !== "AUX") continue;
    const subject = phraseBefore(text, verb, first);
    if (subject.length > 0) return subject;
  }
  return [];
}
