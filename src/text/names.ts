/**
 * Letters that Unicode does not decompose although readers see another letter with a stroke, or that two keyboards write
 * differently (Persian and Arabic yeh and kaf). Case is folded before.
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
// scripts (a Devanagari vowel, a Japanese voicing mark) are letters to their readers, so they stay.
const ACCENT = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670]/gu;

/**
 * Letters to Unicode that people write for an apostrophe: the Ukrainian U+02BC, the ʻokina, the signs of transliterations. They
 * part words as the apostrophe does. (The migration `words_as_typed` has the same list in SQL.)
 */
export const APOSTROPHE_LETTERS = "\u02b9-\u02bf\u02c8\u02ee\ua78b\ua78c";
const APOSTROPHE_LETTER = new RegExp(`[${APOSTROPHE_LETTERS}]`, "gu");

/**
 * Returns the form in which names are stored for lookup and compared: without case, accents and punctuation, in any script.
 * "R. T. Erdoğan", "RT ERDOGAN" and "r.t. erdoğan" become equal, as do O'Brien, O’Brien and Oʼbrien. It is
 * idempotent, equal for NFC and NFD, empty only if the name has nothing but spaces and controls, and free of NUL and lone
 * surrogates, so that PostgreSQL accepts it.
 *
 * Case is folded by Unicode's full folding (lower, upper, lower, so that ß = ẞ = ss and ı = i), compatibility forms by NFKD.
 */
export function normalizeName(name: string): string {
  const words = foldedWords(name);
  if (words.length === 0) return withoutControls(foldCase(name.normalize("NFKC")));
  return joinInitials(words).join(" ").normalize("NFC");
}

/** Returns text as words without case, accents and punctuation, in any script. */
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

/** An accent that is on no letter, as NFKC makes of "´", which people write for an apostrophe. */
const LONE_ACCENT = /(?<![\p{L}\p{M}\p{N}])\p{M}+/gu;

/**
 * Returns the wording by which two direct quotations are one statement: in NFKC, with folded case, without punctuation, letters
 * used as apostrophes and runs of space. Accents stay, because they distinguish words. (The migration `words_as_typed` has the
 * same in SQL.)
 */
export function normalizeWording(text: string): string {
  return foldCase(text)
    .replace(APOSTROPHE_LETTER, " ")
    .replace(LONE_ACCENT, " ")
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean)
    .join(" ");
}

/** Folds case: lower first, because the upper case of ẞ is itself. A final sigma becomes a sigma. */
function foldCase(text: string): string {
  return text.normalize("NFKC").toLowerCase().toUpperCase().toLowerCase().replaceAll("ς", "σ").normalize("NFKC");
}

/** Returns a name of signs only ("!!!") as written, in single spaces. */
function withoutControls(text: string): string {
  return text
    .replace(/[\p{C}\s]+/gu, " ")
    .trim()
    .normalize("NFC");
}

/**
 * Given names that initials can spell. Written apart they stay apart, because "A. L. Brandt" is not Al Brandt. Words that are as often
 * abbreviations ("UN", "JD") are left out.
 */
const SPELLED_NAMES = new Set(
  (
    "abe ada adi al ali amy ana ann ari art asa ash ava avi axe ben bo bob cal che clo cy dan deb del di don dot ed edi eli ema " +
    "eva eve flo gil gus guy hal ian ida ike ilo ina ira ivo ivy jan jay jed jen jim jo job joe jon joy kai kay ken kim kit lea lee len leo " +
    "les lev lew lex lia lin liv liz lou luc lyn mae mat max may meg mel mia moe ned nia noa nan ola ole oli pam pat pia ray rex ria rob rod " +
    "ron roy rut sal sam sid sue tad tal ted teo tia tim tom ty udo ugo uma ute uwe val van vi vic viv wes win yan yao zac zoe"
  ).split(" "),
);

/**
 * Joins runs of single letters: "U.N." and "UN", "J. K." and "JK" are the same name. They stay apart where the whole would be
 * another's name: letters that spell a given name, and an O before a word, which may be that of "O'Neill" ("J. O'Neill" is not Jo
 * Neill).
 */
function joinInitials(words: readonly string[]): string[] {
  const joined: string[] = [];
  let run: string[] = [];
  const endRun = (next: string | undefined) => {
    const last = next !== undefined && run.length > 1 && run.at(-1) === "o" ? run.pop() : undefined;
    const whole = run.join("");
    joined.push(...(SPELLED_NAMES.has(whole) ? run : [whole].filter(Boolean)), ...(last ? [last] : []));
    run = [];
  };
  for (const word of words) {
    if (/^\p{L}\p{M}*$/u.test(word)) run.push(word);
    else {
      endRun(word);
      joined.push(word);
    }
  }
  endRun(undefined);
  return joined;
}
