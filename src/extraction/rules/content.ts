import type { ReadText, Sentence, Unit } from "../article.ts";
import type { RuleSource } from "./source.ts";
import { isRuleVerb } from "./verbs.ts";

/** Quotation-only sentences that go on with a statement. */
const MOST_FOLLOWING = 3;
/** A tail after a cue that is shorter than this is no content. */
const SHORT_TAIL = 8;
const LEAST_CLAUSE = 3;
const ENDS_CLAUSE = new Set(["while", "and", "but", "adding", "saying", "referring"]);
const LISTENER_VERBS = new Set(["tell", "remind", "ask"]);
const LONGEST_LISTENER = 6;

/** Finds the content of a cue: quotations around it, the clause before or behind it. Empty without one. */
export function contentOf(
  read: ReadText,
  head: number,
  sentence: Sentence,
  { units: source }: RuleSource,
  isAccording: boolean,
): number[] {
  if (isAccording) return contentOfAccording(read, head, sentence, source);
  const { units } = read;
  const low = Math.min(head, ...source);
  const high = Math.max(head, ...source);
  const left = unitsBetween(sentence.first, low - 1);
  const right = clauseAfter(units, high + 1, sentence.last);
  const isQuotation = (at: number) => (units[at]?.quotation?.words ?? 0) > 2;
  const [before, after] = [units[low - 1], units[high + 1]];
  const isSetOff = before?.text === "," || Boolean(before?.quotation);
  if (isSetOff && left.some(isQuotation)) {
    const quotations = [...left, ...right].filter((at) => units[at]?.quotation);
    return [...quotations, ...followingQuotations(read, sentence, true)];
  }
  if (right.some(isQuotation) && (after?.quotation || /^[,:]$/.test(after?.text ?? ""))) {
    return [...right.filter((at) => units[at]?.quotation), ...followingQuotations(read, sentence, false)];
  }
  const words = right.filter((at) => units[at]?.isWord).length;
  if (isSetOff && left.length > LEAST_CLAUSE && words < SHORT_TAIL && after?.lower !== "that") return left;
  if (words >= LEAST_CLAUSE) return withoutListener(units, units[head] as Unit, right);
  return units[sentence.last]?.text === ":" ? followingQuotations(read, sentence, true) : [];
}

function contentOfAccording(
  { units }: ReadText,
  head: number,
  { first, last }: Sentence,
  source: readonly number[],
): number[] {
  if (head - first > LEAST_CLAUSE) {
    const before = unitsBetween(first, head - 1);
    while (before.length > 0 && !units[before.at(-1) as number]?.isWord) before.pop();
    return before;
  }
  const end = source.at(-1) as number;
  return unitsBetween(end + (units[end + 1]?.text === "," ? 2 : 1), last - 1);
}

/** The clause from here to the next comma behind which another statement begins. */
function clauseAfter(units: readonly Unit[], start: number, last: number): number[] {
  const clause: number[] = [];
  for (let at = start; at <= last; at += 1) {
    const isBreak =
      units[at]?.text === "," && clause.length > LEAST_CLAUSE && ENDS_CLAUSE.has(units[at + 1]?.lower ?? "");
    if (isBreak && unitsBetween(at + 1, Math.min(at + 8, last)).some((next) => isRuleVerb(units[next] as Unit))) break;
    clause.push(at);
  }
  return clause;
}

/** Leaves out "reporters" in "told reporters that …", and "that". */
function withoutListener(units: readonly Unit[], { lemma }: Unit, clause: readonly number[]): number[] {
  let from = 0;
  if (LISTENER_VERBS.has(lemma)) {
    const starts = (at: number, i: number) => {
      const { lower, wordClass } = units[at] as Unit;
      return ["that", "if", "whether", "to"].includes(lower) || (wordClass === "PRON" && i > 0);
    };
    const found = clause.slice(0, LONGEST_LISTENER).findIndex(starts);
    if (found > 0) from = found;
  }
  const first = units[clause[from] as number];
  return clause.slice(first?.lower === "that" || first?.text === "," ? from + 1 : from);
}

/** The quotations of the sentences of quotations alone that follow. */
function followingQuotations({ units, sentences }: ReadText, sentence: Sentence, mayOpenParagraph: boolean): number[] {
  const number = (units[sentence.first] as Unit).sentence;
  const found: number[] = [];
  for (let next = number + 1; next <= number + MOST_FOLLOWING; next += 1) {
    const following = sentences[next];
    const opensNext = mayOpenParagraph && next === number + 1 && following?.paragraph === sentence.paragraph + 1;
    if (!following?.isQuotationOnly || (following.paragraph !== sentence.paragraph && !opensNext)) break;
    found.push(...unitsBetween(following.first, following.last).filter((at) => units[at]?.quotation));
  }
  return found;
}

function unitsBetween(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
}
