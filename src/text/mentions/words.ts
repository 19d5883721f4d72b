import { APOSTROPHE_LETTERS } from "../names.ts";

/** The words of a text in reading order. */
export interface Words {
  /** The form that each is known by; "" where no name has the word, and where a sentence ends. */
  forms: string[];
  /** Each as it is written, "U.N" for "U.N.". */
  written: string[];
}

// What a character is. Up to BREAK they stand between words, each stronger than those before it.
const SPACE_CLASS = 1;
const LINE = 2;
const STOP = 3;
const BREAK = 4;
const LETTER_CLASS = 5;
const MARK = 6;
/** A letter of a script that puts no spaces between words: a word of its own. */
const ALONE = 7;

const UNSPACED_CHARACTER = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u;
const APOSTROPHE_LETTER = new RegExp(`[${APOSTROPHE_LETTERS}]`, "u");
const SENTENCE_END = /[!?;:…‽؛؟۔।。]/u;

/** Before a full stop, a word of so many letters may be shortened ("St.", "Dr.", "U.S."): the sentence goes on. */
const LONGEST_SHORTENED = 3;

/**
 * Parts a text into words as names are parted: letters, marks and digits, whatever stands between. In scripts without spaces
 * each letter is a word, so that a name there is found wherever its letters follow each other. Letters with nothing but a
 * full stop between them are one word ("U.N."). Where a sentence ends no name goes on: "He went south. Sudan …".
 *
 * @param formOf the form of a word, "" where nobody is interested in it
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

/** What stands for the gap between two words: "" where no name goes on, null where it does not matter. */
function seamBetween(gap: number, before: string, previousKind: number, kind: number): string | null {
  if (gap === BREAK || (gap === STOP && before.length > LONGEST_SHORTENED && !before.includes("."))) return "";
  // Without spaces, a gap is a part of the name ("トリニダード・トバゴ") or none is there.
  return gap > 0 && previousKind === ALONE && kind === ALONE ? " " : null;
}

/** A single letter; of the word before, it is the last letter of initials. */
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

/** In UTF-16 units; lone surrogates do no harm. */
function sizeAt(text: string, at: number): number {
  return (text.charCodeAt(at) & 0xfc00) === 0xd800 ? 2 : 1;
}

/** The kinds of the characters that were met, by UTF-16 unit; 0 where it was not met yet. */
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
