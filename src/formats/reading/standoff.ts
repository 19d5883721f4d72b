import { isLonger, LONGEST_BODY, LONGEST_HEADLINE, LONGEST_NOTE, LONGEST_TEXT } from "../../document/limits.ts";
import { printingKey } from "../../document/printingKey.ts";
import { type StoredText, toStoredText } from "../../text/offsets.ts";
import type { Stretch } from "../../text/quotation/regions.ts";
import { join } from "../../text/quotation.ts";
import type { SpeakerDraft, StatementDraft } from "../drafts.ts";
import type { Place, Problem, RejectCode, Rejection } from "../rejections.ts";

// What formats have in common that keep annotations apart from the text, by offsets.

type AppearanceDraft = StatementDraft["appearance"];
type SpanRole = NonNullable<AppearanceDraft["passage"]["spans"]>[number]["role"];

/** Where the parts of an attribution stand in the body, each in reading order; CONTENT is never empty. */
export type Parts = Record<SpanRole, readonly Stretch[]>;

/**
 * Finds the body's stretches for offsets of the text as it was given, in reading order. A string says what is wrong with
 * them: beyond the text, reversed, overlapping, inside a composed character, or cutting out other words than `printed`,
 * the corpus's own copy of them (in its order, spaces apart).
 */
export function findStretches(
  text: StoredText,
  given: readonly (readonly [start: number, end: number])[],
  printed: string,
): Stretch[] | string {
  const found: Stretch[] = [];
  for (const [from, to] of given) {
    if (from >= to) return `ends (${to}) where it begins (${from}) or before`;
    const [start, end] = [text.toBody(from), text.toBody(to)];
    if (start === null || end === null) {
      return `lies beyond the text, or cuts a letter from its accent (${from} to ${to})`;
    }
    found.push({ start, end });
  }
  const words = join(text.points, found);
  if (words !== withSingleSpaces(printed))
    return `says “${shortenWords(printed)}” where the text has “${shortenWords(words)}”`;
  const inOrder = found.toSorted((one, other) => one.start - other.start);
  const overlaps = inOrder.some(({ start }, i) => start < (inOrder[i - 1]?.end ?? 0));
  return overlaps ? "has parts that overlap" : inOrder;
}

/** The words of a part of an attribution as one line; undefined where it has none. */
export function joinStretches({ points }: StoredText, stretches: readonly Stretch[]): string | undefined {
  return join(points, stretches) || undefined;
}

/** The passage from the first words of the content to the last, with every part at its place. */
export function passageOf({ points }: StoredText, parts: Parts): AppearanceDraft["passage"] {
  const quote = (start: number, end: number) => ({ exact: points.slice(start, end).join(""), start, end });
  const spans = (Object.keys(parts) as SpanRole[]).flatMap((role) =>
    parts[role].map(({ start, end }) => ({ role, ...quote(start, end) })),
  );
  const start = Math.min(...parts.CONTENT.map((part) => part.start));
  const end = Math.max(...parts.CONTENT.map((part) => part.end));
  return { ...quote(start, end), spans };
}

/** The speaker as the article prints it, for attribute.ts; without one, nobody knows. */
export function mentioned(printed: string | undefined): SpeakerDraft {
  return printed ? { mention: printed } : { status: "UNKNOWN" };
}

/** An article's text in the archive's form, unless it is blank or too long. */
export function openText(given: string): StoredText | Problem {
  const tooLong = {
    code: "TOO_LARGE" as const,
    message: `Its text is longer than ${LONGEST_BODY} characters: split it.`,
  };
  // What is far too long is not even taken apart: no letter is composed of that many characters throughout.
  if (given.length > 4 * LONGEST_BODY) return tooLong;
  const text = toStoredText(given);
  if (text.points.length > LONGEST_BODY) return tooLong;
  if (/\S/.test(text.body)) return text;
  return { code: "INCOMPLETE", message: "Its text is blank: put the article's words there." };
}

/** Why the archive would not take a headline; null if it would. */
export function refuseHeadline(headline: string): Problem | null {
  if (!isLonger(headline, LONGEST_HEADLINE)) return null;
  const message = `Its headline is longer than ${LONGEST_HEADLINE} characters: shorten it, or break the line behind it.`;
  return { code: "TOO_LARGE", message };
}

/** Why the archive would not take a statement for its size or emptiness; null if it would. */
export function findRejection({ place, text, appearance }: StatementDraft): Rejection | null {
  const reject = (code: RejectCode, message: string) => ({ place, code, message });
  if (!text) return reject("INCOMPLETE", "Its content has no words: mark some, or remove it.");
  if (isLonger(appearance.passage.exact, LONGEST_TEXT)) {
    return reject(
      "TOO_LARGE",
      `Its content runs over more than ${LONGEST_TEXT} characters of the article: shorten it.`,
    );
  }
  const { attributionText = "", cue = "", addressee = "" } = appearance;
  if (![attributionText, cue, addressee].some((words) => isLonger(words, LONGEST_NOTE))) return null;
  return reject("TOO_LARGE", `Its speaker, cue or addressee is longer than ${LONGEST_NOTE} characters: shorten it.`);
}

/** Statements in the order of their places in the body. */
export function inReadingOrder(statements: readonly StatementDraft[]): StatementDraft[] {
  const start = ({ appearance }: StatementDraft) => appearance.passage.start ?? 0;
  return statements.toSorted((one, other) => start(one) - start(other));
}

/**
 * Returns a function that rejects statements that stand twice: it is given those of one article one after the other, and
 * compares them by the archive's key of a printing, with the speaker as the corpus names them.
 */
export function withoutRepeats(): (draft: StatementDraft) => Rejection | null {
  const seen = new Map<string, Place>();
  return ({ place, speaker, appearance: { passage } }) => {
    const key = printingKey({ ...passage, who: speaker });
    const first = seen.get(key);
    if (!first) seen.set(key, place);
    const message = `It is ${first?.record} once more, the same passage by the same speaker: remove one of the two.`;
    return first ? { place, code: "DUPLICATE", message } : null;
  };
}

function withSingleSpaces(words: string): string {
  const { points } = toStoredText(words);
  return join(points, [{ start: 0, end: points.length }]);
}

function shortenWords(words: string): string {
  const line = words.replace(/\s+/gu, " ");
  return isLonger(line, 60) ? `${[...line].slice(0, 60).join("")}…` : line;
}
