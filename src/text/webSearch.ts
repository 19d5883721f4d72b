/** What PostgreSQL refuses, and what the function `search_query` writes itself. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is these that are meant.
const UNSEARCHABLE = /[\0\x02\x03\x0e-\x1f]|\p{Cs}/gu;

/** Longer than people type; the words beyond it are ignored. */
const LONGEST_QUERY = 1000;

/**
 * Prepares a text for websearch_to_tsquery, which never fails on syntax: without characters that PostgreSQL refuses or takes for
 * letters, with words of scripts without spaces as phrases of their letters (as the function `spaced` stores them), and without
 * repetitions.
 */
export function searchable(text: string): string {
  return searchAlternatives(text)
    .map((operands) => operands.join(" "))
    .join(" OR ");
}

/**
 * Returns the alternatives of a search, each with the words and phrases that it asks for, as websearch_to_tsquery is to read
 * them. No word stands twice in an alternative and no alternative twice: PostgreSQL looks up each anew, and a text of two words
 * over and over would take a hundred times as long.
 */
export function searchAlternatives(text: string): string[][] {
  const alternatives: Set<string>[] = [new Set()];
  for (const operand of withPhrases(text).match(OPERAND) ?? []) {
    const current = alternatives.at(-1) as Set<string>;
    // At the beginning, OR is a word like any other.
    if (/^or$/iu.test(operand) && current.size > 0) alternatives.push(new Set());
    else current.add(operand);
  }
  const distinct = new Map(alternatives.map((operands) => [[...operands].join(" "), [...operands]]));
  return [...distinct.values()];
}

/** The most words and phrases in a search: each of them is looked up, with every text that has it. */
export const MOST_OPERANDS = 30;

/** Counts the words and phrases that a search looks up. */
export function countOperands(text: string): number {
  return searchAlternatives(text).reduce((sum, operands) => sum + operands.length, 0);
}

function withPhrases(text: string): string {
  const parts = text
    .slice(0, LONGEST_QUERY)
    .replace(UNSEARCHABLE, " ")
    // PostgreSQL refuses more than thirty minus signs in a row; each two of them say nothing.
    .replace(/-{3,}/g, (signs) => (signs.length % 2 === 0 ? "--" : "-"))
    .split('"')
    // Within quotation marks a minus excludes nothing.
    .map((part, i) => (i % 2 === 1 ? part.replace(/(?<!\S)-+/g, " ") : part));
  return parts
    .map((part, i) =>
      part.replace(UNSPACED_RUN, (_, minus = "", letters) => {
        const phrase = [...letters].join(" ");
        return i % 2 === 1 ? ` ${minus}${phrase} ` : ` ${minus}"${phrase}" `;
      }),
    )
    .join('"');
}

/** A word, a phrase, or several of them without a space in between, or a number in groups ("1 000 000"); a minus may precede it, with a space. */
const OPERAND =
  /(?:-\s*)*(?:(?<![^\s-])\p{Nd}{1,3}(?:[ \u00a0\u2009\u202f]\p{Nd}{3})+(?![^\s])|(?:"[^"]*"?|[^\s"])+)/gu;

/** Letters of scripts without spaces between words; the SQL function `spaced` has the same ones. */
const UNSPACED_LETTER =
  "[\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u2e80-\\u2fdf\\u3005-\\u3007\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}]";

/** A run of them, a minus before it, and hyphens behind it, which would exclude what follows once the run stands apart. */
const UNSPACED_RUN = new RegExp(`((?<!\\S)-)?(${UNSPACED_LETTER}+)-*`, "gu");

/** Matches each of these letters. */
export const EACH_UNSPACED = new RegExp(UNSPACED_LETTER, "gu");

/** Returns text in which each letter of such scripts is a word. */
export function spaced(text: string): string {
  return text.replace(EACH_UNSPACED, " $& ");
}
