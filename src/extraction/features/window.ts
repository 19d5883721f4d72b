import type { ReadText, Sentence, Unit } from "../article.ts";

/** The stretch of units in which a cue's source and content are searched, from `first` to `last`. */
export interface CueWindow {
  first: number;
  last: number;
}

/** How many sentences of quotations alone a statement goes on over. */
const MOST_QUOTATION_SENTENCES = 5;
const LONGEST_CUE_WINDOW = 170;
const LONGEST_SIDE = 90;

/**
 * Returns the window of a cue: its sentence, the quotation-only sentence before it, and those after it. If none follows, the next
 * sentence is read too where a colon leads to it or it opens with a quotation.
 */
export function windowOf({ units, sentences }: ReadText, cue: number): CueWindow {
  const number = (units[cue] as Unit).sentence;
  const own = sentences[number] as Sentence;
  let [first, last] = [own.first, own.last];
  const before = sentences[number - 1];
  if (before && belongsBefore(units, before, own, cue)) first = before.first;
  let next = number + 1;
  while (next <= number + MOST_QUOTATION_SENTENCES && goesOn(units, sentences, next)) next += 1;
  last = (sentences[next - 1] as Sentence).last;
  const following = sentences[number + 1];
  if (next === number + 1 && following && leadsTo(units, own, following)) last = following.last;
  return last - first > LONGEST_CUE_WINDOW
    ? { first: Math.max(first, cue - LONGEST_SIDE), last: Math.min(last, cue + LONGEST_SIDE) }
    : { first, last };
}

/**
 * Tells whether a sentence of quotations alone belongs to the statement before it: in its paragraph, or where the quotation before is
 * not closed. Newspapers close one that ends: then a new paragraph is a new statement.
 */
function goesOn(units: readonly Unit[], sentences: readonly Sentence[], number: number): boolean {
  const [before, sentence] = [sentences[number - 1], sentences[number]];
  if (!before || !sentence?.isQuotationOnly) return false;
  return before.paragraph === sentence.paragraph || Boolean(units[before.last]?.quotation?.isOpen);
}

function belongsBefore(units: readonly Unit[], before: Sentence, own: Sentence, cue: number): boolean {
  if (before.paragraph === own.paragraph) {
    return before.isQuotationOnly || /[?!]/.test(units[before.last]?.quotation?.final ?? "");
  }
  // “…”, then on a line of its own: said Jane Roe.
  const isShort = cue - own.first < 6 && own.last - cue < 8;
  const goesOn = before.isQuotationOnly && own.paragraph === before.paragraph + 1;
  return goesOn && isShort && /^\p{Ll}/u.test((units[own.first] as Unit).text);
}

function leadsTo(units: readonly Unit[], own: Sentence, following: Sentence): boolean {
  if ((units[own.last] as Unit).text === ":") return true;
  return following.paragraph === own.paragraph && (units[following.first] as Unit).quotation !== null;
}
