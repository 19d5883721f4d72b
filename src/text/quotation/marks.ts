/**
 * The quotation marks of all languages: each opening mark with the marks that close it. In Swedish and Finnish both are the same;
 * German guillemets point inwards. This is the only table of marks; `has_text_of_its_kind` in SQL has the same ones.
 */
const PAIRS: Record<string, string> = {
  '"': '"',
  "“": "”",
  "„": "“”",
  "‟": "”",
  "⹂": "“”",
  "”": "”",
  "«": "»",
  "»": "«»",
  "「": "」",
  "『": "』",
  "｢": "｣",
  "﹁": "﹂",
  "﹃": "﹄",
  "〝": "〞〟",
  "❝": "❞",
  "״": "״",
  "‘": "’",
  "‚": "‘’",
  "‛": "’",
  "’": "’",
  "'": "'",
  "‹": "›",
  "›": "‹›",
  "❛": "❜",
  "׳": "׳",
};

/** Marks that stand for another one when people mix keyboards, or turn it wrongly: they close it if no letter follows. */
const MIXED_PAIRS: Record<string, string> = {
  '"': "“”״",
  "“": '"“',
  "„": '"',
  "‟": '"',
  "”": '“"',
  "‘": "'‘",
  "‚": "'",
  "'": "’",
  "״": '"',
};

/** Other ways to type a mark. */
const VARIANTS: Record<string, string> = {
  "＂": '"',
  "＇": "'",
  "''": '"',
  "``": "“",
  "<<": "«",
  ">>": "»",
  ",,": "„",
};

/** Marks that are apostrophes as well. */
const APOSTROPHES = new Set("'’‘‛׳");
const SINGLE = new Set("'’‘‚‛‹›❛❜׳");

const MARK_SIGNS = [...new Set([...Object.entries(PAIRS).flat().join(""), "＂", "＇"])].join("");

/** Matches one sign of any quotation mark, also of those that are typed as two signs. */
const SIGN = `[${MARK_SIGNS}\`<>]`;

const ANY_MARK = new RegExp(`[${MARK_SIGNS}]|<<|>>|\`\``);
const ONLY_MARKS = new RegExp(`^(?:\\s|,,|${SIGN})*$`);
const AROUND = new RegExp(`^(?:\\s|,,|(?!׳)${SIGN})+|(?:\\s|(?!׳)${SIGN})+$`, "g");

/**
 * Returns whether words contain a quotation mark, as those of a MIXED statement must (table rule
 * `has_text_of_its_kind`).
 */
export function hasQuotationMark(words: string): boolean {
  return ANY_MARK.test(words);
}

/** Returns whether a text has nothing but quotation marks and spaces. */
export function hasOnlyMarks(text: string): boolean {
  return ONLY_MARKS.test(text);
}

/** Returns words without the marks and spaces around them, whether or not these are pairs. A geresh may end a short form ("וכו׳"). */
export function withoutOuterMarks(words: string): string {
  const bare = words.trim();
  const isInGereshes = /^׳[^׳]*׳$/u.test(bare);
  return (isInGereshes ? bare.slice(1, -1) : bare).replace(AROUND, "");
}

/** Returns the mark that a sign, or two signs, stand for: the key of the table. Undefined for other signs. */
export function markOf(signs: string): string | undefined {
  return VARIANTS[signs] ?? (signs in PAIRS || CLOSING.has(signs) ? signs : undefined);
}

const CLOSING = new Set(Object.values(PAIRS).join(""));

/** Returns whether the mark can open a quotation. */
export function canOpenQuotation(mark: string): boolean {
  return mark in PAIRS;
}

/** Returns whether the mark can close a quotation. */
export function canCloseQuotation(mark: string): boolean {
  return CLOSING.has(mark);
}

/** Returns whether the second mark closes what the first has opened; `isSure` if it certainly closes something. */
export function closesMark(opening: string, mark: string, isSure: boolean): boolean {
  return Boolean(PAIRS[opening]?.includes(mark) || (isSure && MIXED_PAIRS[opening]?.includes(mark)));
}

/** Returns whether the mark is an apostrophe as well. */
export function isApostrophe(mark: string): boolean {
  return APOSTROPHES.has(mark);
}

/** Returns whether the mark is a single one. */
export function isSingle(mark: string): boolean {
  return SINGLE.has(mark);
}
