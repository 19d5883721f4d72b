import { isApostrophe, markOf } from "../quotation/marks.ts";

/** A word or a punctuation mark of a text. */
export interface Token {
  /** As written, without the possessive ending. An abbreviation keeps its points. */
  text: string;
  /** In lower case, without points; empty for a mark. */
  word: string;
  /** Its beginning and end, in UTF-16 units. */
  at: number;
  end: number;
  isPossessive: boolean;
  /** Whether a sentence may begin here, so that a capital shows nothing. */
  opens: boolean;
}

// A word may contain any sign but punctuation, so that a letter garbled by a wrong encoding stays in its word.
const PIECE = /\p{L}[\p{L}\p{M}\p{N}\p{S}¡-¿]*(?:[.'’‐‑&-]\p{L}[\p{L}\p{M}\p{N}\p{S}¡-¿]*)*\.?|\p{N}+|\n|\S/gu;
const POSSESSIVE = /['’]s$/i;
const LETTERS_WITH_POINTS = /^(?:\p{L}\.)+$/u;
const ABBREVIATION =
  /^(?:mr|mrs|ms|mx|dr|prof|sir|rev|fr|hon|sens?|reps?|govs?|gen|lt|col|sgt|capt|maj|cmdr|adm|brig|pvt|cpl|supt|atty|pres|amb|del|jr|sr|st|med|jur|phil)\.$/i;
const OPENING_SIGN = /[.!?:;…—–\-()[\]•*|\n]/;

/** Splits a text into words and punctuation marks. A line end is a mark. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const { 0: piece, index } of text.matchAll(PIECE)) {
    const previous = tokens.at(-1);
    const closes = /^['’]$/.test(piece) && previous?.end === index && /s$/i.test(previous.text);
    if (closes) {
      previous.isPossessive = true;
      previous.end += piece.length;
      continue;
    }
    const opens = previous === undefined || (!previous.word && mayOpenSentence(previous.text));
    if (!/^\p{L}/u.test(piece)) {
      tokens.push({ text: piece, word: "", at: index, end: index + piece.length, isPossessive: false, opens });
      continue;
    }
    const endsSentence = piece.endsWith(".") && !LETTERS_WITH_POINTS.test(piece) && !ABBREVIATION.test(piece);
    const whole = endsSentence ? piece.slice(0, -1) : piece;
    const own = whole.replace(POSSESSIVE, "");
    const end = index + whole.length;
    tokens.push({ text: own, word: withoutApostrophes(own), at: index, end, isPossessive: own !== whole, opens });
    if (endsSentence) tokens.push({ text: ".", word: "", at: end, end: end + 1, isPossessive: false, opens: false });
  }
  return tokens;
}

function mayOpenSentence(sign: string): boolean {
  return OPENING_SIGN.test(sign) || (markOf(sign) !== undefined && !isApostrophe(sign));
}

function withoutApostrophes(word: string): string {
  return word.toLowerCase().replaceAll(".", "").replaceAll("’", "'");
}
