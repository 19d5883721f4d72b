import { APOSTROPHE_LETTERS } from "../names.ts";

/** The words of a text in reading order. */
export interface Words {
  /** The form of each; "" for a word that no name has, and for the end of a sentence. */
  forms: string[];
  /** Each as written; "U.N" for "U.N.". */
  written: string[];
}

// The classes of characters. Those up to BREAK separate words, each more strongly than the one before.
const SPACE_CLASS = 1;
const LINE = 2;
const STOP = 3;
const BREAK = 4;
const LETTER_CLASS = 5;
const MARK = 6;
/** A letter of a script without spaces: a word of its own. */
const ALONE = 7;

const UNSPACED_CHARACTER = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u;
const APOSTROPHE_LETTER = new RegExp(`[${APOSTROPHE_LETTERS}]`, "u");
const SENTENCE_END = /[!?;:…‽؛؟۔।。]/u;

/** A word of at most this many letters before a full stop may be an abbreviation ("St.", "Dr."): the sentence continues. */
const LONGEST_SHORTENED = 3;

/**
 * Splits a text into words as names are split: into runs of letters, marks and digits. In scripts without spaces each letter is
 * a word, so that a name is found wherever its letters follow each other. Single letters with only full stops between them are
 * one word ("U.N."). No name continues across the end of a sentence: "He went south. Sudan …".
 *
 * @param formOf returns the form of a word, "" if it is of no interest
 */
export function readWords(text: string, formOf: (written: string) => string): Words {
  const given = text.normalize("NFKC");
  const words: Words = { forms: [], written: [] };
  let previous = { end: 0, kind: SPACE_CLASS };
  let gap = 0;
  for (let at = 0; at < given.length; ) {
    const start = at;
    const kind = kindAt(given, at);
    if (kind <= BREAK) {
      gap = kind === LINE && gap === LINE ? BREAK : Math.max(gap, kind);
      at += sizeAt(given, at);
      continue;
    }
    at = endOfWord(given, at, kind);
    const word = given.slice(start, at);
    const last = words.written.length - 1;
    const before = words.written[last] ?? "";
    if (gap === STOP && start === previous.end + 1 && isInitial(word) && isInitial(before.slice(-1), before)) {
      words.written[last] = `${before}.${word}`;
      words.forms[last] = formOf(`${before}.${word}`);
    } else {
      const seam = seamBetween(gap, before, previous.kind, kind);
      if (seam !== null) push(words, seam, seam);
      push(words, formOf(word), word);
    }
    previous = { end: at, kind };
    gap = 0;
  }
  return words;
}

function push({ forms, written }: Words, form: string, word: string): void {
  forms.push(form);
  written.push(word);
}

/** Returns a separator for the gap between two words: "" if no name continues across it, null if it does not matter. */
function seamBetween(gap: number, before: string, previousKind: number, kind: number): string | null {
  if (gap === BREAK || (gap === STOP && before.length > LONGEST_SHORTENED && !before.includes("."))) return "";
  // In scripts without spaces, a gap is part of the name ("トリニダード・トバゴ").
  return gap > 0 && previousKind === ALONE && kind === ALONE ? " " : null;
}

/** Tells whether a letter is a word of its own, or the last letter of initials. */
function isInitial(letter: string, whole = letter): boolean {
  return (whole.length === 1 || whole.at(-2) === ".") && /^\p{L}$/u.test(letter);
}

function endOfWord(text: string, start: number, kind: number): number {
  let at = start + sizeAt(text, start);
  while (at < text.length) {
    const next = kindAt(text, at);
    if (next !== MARK && (kind === ALONE || next !== LETTER_CLASS)) break;
    at += sizeAt(text, at);
  }
  return at;
}

/** Returns the size of a character in UTF-16 units. Lone surrogates do no harm. */
function sizeAt(text: string, at: number): number {
  return (text.charCodeAt(at) & 0xfc00) === 0xd800 ? 2 : 1;
}

/** The classes of the characters seen so far, by UTF-16 unit; 0 for the others. */
const met = new Uint8Array(0x10000);

function kindAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  const known = met[unit];
  if (known) return known;
  const character = String.fromCodePoint(text.codePointAt(at) as number);
  const kind = kindOf(character);
  if (character.length === 1) met[unit] = kind;
  return kind;
}

function kindOf(character: string): number {
  if (/\p{M}/u.test(character)) return MARK;
  if (APOSTROPHE_LETTER.test(character)) return SPACE_CLASS;
  if (/[\p{L}\p{N}]/u.test(character)) return UNSPACED_CHARACTER.test(character) ? ALONE : LETTER_CLASS;
  if (character === ".") return STOP;
  if (character === "\n") return LINE;
  return SENTENCE_END.test(character) ? BREAK : SPACE_CLASS;
}
