import { lemmaFor } from "../lexicon/lemmas.ts";
import type { QuotedRange } from "./quotations.ts";
import type { TextToken, WordClass } from "./tokens.ts";

/** A token outside quotations, or a whole quotation, which is read as one word. */
export interface Unit {
  start: number;
  end: number;
  /** Its first and last token. */
  first: number;
  last: number;
  /** The token's text; for a quotation "Q". */
  text: string;
  lower: string;
  lemma: string;
  wordClass: WordClass | "QUOTATION";
  isWord: boolean;
  isCapital: boolean;
  paragraph: number;
  sentence: number;
  /** What only a quotation has. */
  quotation: QuotationUnit | null;
}

/** The traits of a quotation that matter where it is read as one word. */
export interface QuotationUnit {
  words: number;
  /** Its last sign inside the marks; "w" if that is a word. */
  final: string;
  isOpen: boolean;
  /** Whether all words of more than three letters are capitalised: the title of a book, a name. */
  isTitle: boolean;
}

const QUOTATION_WORD = '"Q"';
const CLOSING_MARK = /^(?:["”“'’‘«»„‹›]|''|``)$/;

/** Makes one unit of every quotation, and of every token outside. */
export function makeUnits(tokens: readonly TextToken[], quotations: readonly QuotedRange[]): Unit[] {
  const units: Unit[] = [];
  let next = 0;
  for (let at = 0; at < tokens.length; at += 1) {
    const quotation = quotations[next];
    if (quotation?.first === at) {
      units.push(unitOfQuotation(tokens, quotation));
      at = quotation.last;
      next += 1;
    } else units.push(unitOfToken(tokens[at] as TextToken, at));
  }
  return units;
}

function unitOfToken(token: TextToken, at: number): Unit {
  const { start, end, text, lower, wordClass, isWord, isCapital, paragraph } = token;
  return {
    start,
    end,
    first: at,
    last: at,
    text,
    lower,
    lemma: lemmaFor(lower),
    wordClass,
    isWord,
    isCapital,
    paragraph,
    sentence: 0,
    quotation: null,
  };
}

function unitOfQuotation(tokens: readonly TextToken[], { first, last, isOpen }: QuotedRange): Unit {
  const words = tokens.slice(first, last + 1).filter(({ isWord }) => isWord);
  const [begin, end] = [tokens[first] as TextToken, tokens[last] as TextToken];
  return {
    start: begin.start,
    end: end.end,
    first,
    last,
    text: QUOTATION_WORD,
    lower: QUOTATION_WORD,
    lemma: QUOTATION_WORD,
    wordClass: "QUOTATION",
    isWord: true,
    isCapital: words[0]?.isCapital ?? false,
    paragraph: begin.paragraph,
    sentence: 0,
    quotation: {
      words: words.length,
      final: finalSign(tokens, first, last),
      isOpen,
      isTitle: words.length > 1 && words.every(({ isCapital, lower }) => isCapital || lower.length < 4),
    },
  };
}

function finalSign(tokens: readonly TextToken[], first: number, last: number): string {
  let at = last;
  while (at > first && CLOSING_MARK.test((tokens[at] as TextToken).text)) at -= 1;
  const { isWord, text } = tokens[at] as TextToken;
  return isWord ? "w" : text;
}
