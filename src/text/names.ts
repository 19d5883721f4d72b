/**
 * Letters that Unicode does not decompose although readers take them for another letter with a stroke, or that two
 * scripts' keyboards write apart (Persian and Arabic yeh and kaf). Upper case is folded before.
 */
const LETTERS: Record<string, string> = {
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  æ: "ae",
  œ: "oe",
  ħ: "h",
  ŧ: "t",
  ŋ: "n",
  ı: "i",
  ی: "ي",
  ى: "ي",
  ک: "ك",
  ة: "ه",
};
const FOLDED_LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "gu");

// Accents of Latin, Greek and Cyrillic; points of Hebrew; vowel signs and the stretching stroke of Arabic. Marks of other
// scripts are letters to their readers (a Devanagari vowel, a Japanese voicing mark) and stay.
const ACCENT = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670]/gu;

/**
 * Letters to Unicode that people write for an apostrophe: the Ukrainian U+02BC, the ʻokina, the signs of transliterations. They
 * part words as the apostrophe does. (The migration `words_as_typed` has the same list in SQL.)
 */
export const APOSTROPHE_LETTERS = "\u02b9-\u02bf\u02c8\u02ee\ua78b\ua78c";
const APOSTROPHE_LETTER = new RegExp(`[${APOSTROPHE_LETTERS}]`, "gu");

/**
 * The form in which names are stored for lookup and compared: without case, accents and punctuation, in any script.
 * "R. T. Erdoğan", "RT ERDOGAN" and "r.t. erdoğan" are one; so are O'Brien, O’Brien and Oʼbrien. Idempotent, equal for NFC and NFD,
 * never empty unless the name has nothing but spaces and controls, and free of NUL and lone surrogates, so that PostgreSQL takes it.
 *
 * Case by Unicode's full folding (lower, upper, lower, so that ß = ẞ = ss and ı = i); compatibility forms by NFKD.
 */
export function normalizeName(name: string): string {
  const words = foldedWords(name);
  if (words.length === 0) return withoutControls(foldCase(name.normalize("NFKC")));
  return joinInitials(words).join(" ").normalize("NFC");
}

/** Text as words without case, accents and punctuation, in any script. */
export function foldedWords(text: string): string[] {
  return foldCase(text)
    .normalize("NFKD")
    .replace(ACCENT, "")
    .replace(APOSTROPHE_LETTER, " ")
    .replace(FOLDED_LETTER, (letter) => LETTERS[letter] as string)
    .normalize("NFC")
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean);
}

/**
 * The wording by which two direct quotations are one statement (model: "One statement, many printings"): NFKC, case
 * folded, punctuation and runs of space dropped. Accents stay: they tell words apart.
 */
export function normalizeWording(text: string): string {
  return foldCase(text.normalize("NFKC"))
    .normalize("NFKC")
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean)
    .join(" ");
}

/** Lower first, because ẞ has no upper case but itself; a sigma at a word's end is a sigma. */
function foldCase(text: string): string {
  return text.normalize("NFKC").toLowerCase().toUpperCase().toLowerCase().replaceAll("ς", "σ").normalize("NFKC");
}

/** A name of signs only ("!!!") is looked up as it stands. */
function withoutControls(text: string): string {
  return text
    .replace(/[\p{C}\s]+/gu, " ")
    .trim()
    .normalize("NFC");
}

/** "U.N." and "UN", "J. K." and "JK" are the same name: runs of single letters are one word. */
function joinInitials(words: string[]): string[] {
  const joined: string[] = [];
  let previousWasInitial = false;
  for (const word of words) {
    const isInitial = /^\p{L}\p{M}*$/u.test(word);
    if (isInitial && previousWasInitial) joined.push(`${joined.pop()}${word}`);
    else joined.push(word);
    previousWasInitial = isInitial;
  }
  return joined;
}
