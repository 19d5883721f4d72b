import { EACH_UNSPACED } from "../../text/webSearch.ts";

/** The classes of words (Universal Dependencies' tags, as far as the tagger makes them). */
export type WordClass =
  | "ADJ"
  | "ADP"
  | "ADV"
  | "AUX"
  | "CCONJ"
  | "DET"
  | "INTJ"
  | "NOUN"
  | "NUM"
  | "PART"
  | "PRON"
  | "PROPN"
  | "PUNCT"
  | "SCONJ"
  | "SYM"
  | "VERB"
  | "X";

/** A word or a punctuation mark at its place in the text as given (UTF-16 units). */
export interface TextToken {
  start: number;
  end: number;
  text: string;
  /** In lower case, with typewriter apostrophes. */
  lower: string;
  /** Whether it has a letter or a digit. */
  isWord: boolean;
  isCapital: boolean;
  /** The number of its paragraph, from 0: a line end begins a new one. */
  paragraph: number;
  wordClass: WordClass;
}

const ABBREVIATIONS =
  "Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Capt|Sgt|Maj|Adm|Cmdr|Supt|St|Jr|Sr|Prof|Rev|Hon|Pres|Jan|Feb|Aug|Sept|Oct|Nov|Dec|vs|Inc|Corp|Co|Ltd|Ariz|Calif|Conn|Fla|Ga|Ill|Ind|Mass|Mich|Minn|Pa|Tenn|Tex|Va|Wash|Wis|Ky|Colo|Nev|Mo|Ala|Okla|Ore|Md|La|Miss";

const TOKEN = new RegExp(
  [
    String.raw`https?://\S+`,
    String.raw`(?:${ABBREVIATIONS})\.(?=\s)`,
    // Scripts without spaces: each character counts as a word.
    EACH_UNSPACED.source,
    // U.S., and the initial of a name.
    String.raw`(?:\p{Lu}\.){2,}`,
    String.raw`\p{Lu}\.(?=\s\p{Lu})`,
    "''",
    "``",
    String.raw`\.{3,}`,
    String.raw`[$€£]?\d+(?:[.,:]\d+)*%?`,
    String.raw`[\p{L}\p{N}\p{M}]+(?:[-'’]\p{L}[\p{L}\p{N}\p{M}]*|-\d+|\.(?=com\b|org\b))*`,
    String.raw`\S`,
  ].join("|"),
  "gu",
);

/** The endings that are words of their own: "did|n't", "Roe|'s". */
const CLITIC = /(?:n['’]t|['’](?:s|re|ve|ll|d|m))$/i;
const HAS_WORD = /[\p{L}\p{N}]/u;
const CAPITAL = /^\p{Lu}/u;

/** Splits a text into tokens. Nothing is changed before the offsets are taken. */
export function tokenize(text: string): TextToken[] {
  const tokens: TextToken[] = [];
  let paragraph = 0;
  let lineEnd = text.indexOf("\n");
  const add = (start: number, written: string): void => {
    tokens.push({
      start,
      end: start + written.length,
      text: written,
      lower: written.toLowerCase().replaceAll("’", "'"),
      isWord: HAS_WORD.test(written),
      isCapital: CAPITAL.test(written),
      paragraph,
      wordClass: "X",
    });
  };
  for (const { 0: written, index } of text.matchAll(TOKEN)) {
    if (lineEnd >= 0 && lineEnd < index) {
      if (tokens.length > 0) paragraph += 1;
      lineEnd = text.indexOf("\n", index);
    }
    const clitic = written.length > 2 ? CLITIC.exec(written) : null;
    if (!clitic?.index) {
      add(index, written);
      continue;
    }
    add(index, written.slice(0, clitic.index));
    add(index + clitic.index, clitic[0]);
  }
  return tokens;
}
