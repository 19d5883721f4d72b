import model from "wink-eng-lite-web-model";
import winkNLP from "wink-nlp";
import type { TextToken, WordClass } from "./tokens.ts";

/** Sets the word classes of tokens. */
export type ClassifyWords = (text: string, tokens: readonly TextToken[]) => void;

/** The longest piece of text that is tagged at once: the tagger's memory grows with it. */
const LONGEST_PIECE = 20_000;

/** How far on the tagger's next word may stand, in UTF-16 units. */
const FARTHEST_WORD = 400;

let tagger: ReturnType<typeof winkNLP> | undefined;

/** Tags English words by wink-nlp's hidden Markov model, whose tokens are matched to ours by their places. */
export const classifyEnglish: ClassifyWords = (text, tokens) => {
  let at = 0;
  for (const { start, end } of textPieces(text)) at = classifyPiece(text.slice(start, end), start, tokens, at);
  for (const token of tokens) correct(token);
};

/** Cuts a text at line ends, or where lines are longer, at spaces. */
function* textPieces(text: string): Iterable<{ start: number; end: number }> {
  for (let start = 0; start < text.length; ) {
    let end = Math.min(text.length, start + LONGEST_PIECE);
    if (end < text.length) {
      const line = text.lastIndexOf("\n", end);
      const space = line > start ? line : text.lastIndexOf(" ", end);
      if (space > start) end = space + 1;
    }
    yield { start, end };
    start = end;
  }
}

/** Tags a piece of the text, and returns the index of the first token after it. */
function classifyPiece(piece: string, offset: number, tokens: readonly TextToken[], from: number): number {
  tagger ??= winkNLP(model, ["sbd", "pos"]);
  const { its } = tagger;
  const read = tagger.readDoc(piece).tokens();
  const values = read.out(its.value) as string[];
  const classes = read.out(its.pos) as WordClass[];
  let at = from;
  let place = 0;
  for (const [i, value] of values.entries()) {
    // The tagger also counts line ends as words.
    if (value.trim() === "") continue;
    while (isSpace(piece, place)) place += 1;
    const found = piece.startsWith(value, place) ? place : piece.indexOf(value, place);
    // The tagger writes some signs differently: then the place is unknown until the next word.
    if (found < 0 || found - place > FARTHEST_WORD) continue;
    place = found + value.length;
    const end = offset + place;
    while (at < tokens.length && (tokens[at] as TextToken).end <= offset + found) at += 1;
    for (; at < tokens.length && (tokens[at] as TextToken).start < end; at += 1) {
      const token = tokens[at] as TextToken;
      token.wordClass = classes[i] as WordClass;
      if (token.end > end) break;
    }
  }
  while (at < tokens.length && (tokens[at] as TextToken).start < offset + piece.length) at += 1;
  return at;
}

function isSpace(text: string, place: number): boolean {
  const code = text.charCodeAt(place);
  return code === 32 || (code >= 9 && code <= 13) || code === 160;
}

/** The tagger joins and splits words differently. */
function correct(token: TextToken): void {
  const { isWord, lower, wordClass } = token;
  if (!isWord) token.wordClass = "PUNCT";
  else if (lower === "n't" || lower === "not") token.wordClass = "PART";
  else if (lower === "'s" && wordClass !== "AUX" && wordClass !== "VERB") token.wordClass = "PART";
}
