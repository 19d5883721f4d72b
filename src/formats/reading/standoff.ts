import { isLonger, LONGEST_BODY, LONGEST_HEADLINE, LONGEST_NOTE, LONGEST_TEXT } from "../../document/limits.ts";
import { printingKey } from "../../document/printingKey.ts";
import { type StoredText, toStoredText } from "../../text/offsets.ts";
import type { Stretch } from "../../text/quotation/regions.ts";
import { joinWords } from "../../text/quotation.ts";
import type { SpeakerDraft, StatementDraft } from "../drafts.ts";
import type { Place, Problem, RejectCode, Rejection } from "../rejections.ts";

// Shared by the formats that keep annotations apart from the text, by offsets.

type AppearanceDraft = StatementDraft["appearance"];
type SpanRole = NonNullable<AppearanceDraft["passage"]["spans"]>[number]["role"];

/** The places of an attribution's parts in the body, each in reading order. CONTENT is never empty. */
export type Parts = Record<SpanRole, readonly Stretch[]>;

/**
 * Converts offsets of the text as given into stretches of the body, in reading order. A string says what is wrong with them:
 * beyond the text, reversed, overlapping, inside a composed character, or of other words than `printed`, the corpus's own copy
 * of them (in its order, ignoring spaces).
 */
export function findStretches(
  text: StoredText,
  given: readonly (readonly [start: number, end: number])[],
  printed: string,
): Stretch[] | string {
  const found: Stretch[] = [];
  for (const [from, to] of given) {
    if (from >= to) return `ends (${to}) at or before its beginning (${from})`;
    const [start, end] = [text.toBody(from), text.toBody(to)];
    if (start === null || end === null) {
      return `lies beyond the text, or separates a letter from its accent (${from} to ${to})`;
    }
    found.push({ start, end });
  }
  const words = joinWords(text.points, found);
  if (words !== withSingleSpaces(printed))
    return `says “${shortenWords(printed)}”, but the text has “${shortenWords(words)}”`;
  const inOrder = found.toSorted((one, other) => one.start - other.start);
  const overlaps = inOrder.some(({ start }, i) => start < (inOrder[i - 1]?.end ?? 0));
  return overlaps ? "has parts that overlap" : inOrder;
}

/** Returns the words of a part of an attribution as one line; undefined without words. */
export function joinStretches({ points }: StoredText, stretches: readonly Stretch[]): string | undefined {
  return joinWords(points, stretches) || undefined;
}

/** Returns the passage from the first to the last words of the content, with every part at its place. */
export function passageOf({ points }: StoredText, parts: Parts): AppearanceDraft["passage"] {
  const quote = (start: number, end: number) => ({ exact: points.slice(start, end).join(""), start, end });
  const spans = (Object.keys(parts) as SpanRole[]).flatMap((role) =>
    parts[role].map(({ start, end }) => ({ role, ...quote(start, end) })),
  );
  const start = Math.min(...parts.CONTENT.map((part) => part.start));
  const end = Math.max(...parts.CONTENT.map((part) => part.end));
  return { ...quote(start, end), spans };
}

/** Returns the speaker as the article prints it, from which the import finds out who it is; without a print, it is unknown. */
export function mentionOf(printed: string | undefined): SpeakerDraft {
  return printed ? { mention: printed } : { status: "UNKNOWN" };
}

/** Returns an article's text in the archive's form; a problem if it is blank or too long. */
export function openText(given: string): StoredText | Problem {
  const tooLong = {
    code: "TOO_LARGE" as const,
    message: `The text is longer than ${LONGEST_BODY} characters: split it.`,
  };
  // No text shrinks to a quarter by composing its characters, so a longer one need not be normalised.
  if (given.length > 4 * LONGEST_BODY) return tooLong;
  const text = toStoredText(given);
  if (text.points.length > LONGEST_BODY) return tooLong;
  if (/\S/.test(text.body)) return text;
  return { code: "INCOMPLETE", message: "The text is blank: add the text of the article." };
}

/** Returns the reason why the archive would refuse a headline; null if it would accept it. */
export function refuseHeadline(headline: string): Problem | null {
  if (!isLonger(headline, LONGEST_HEADLINE)) return null;
  const message = `The headline is longer than ${LONGEST_HEADLINE} characters: shorten it, or break the line after it.`;
  return { code: "TOO_LARGE", message };
}

/** Rejects a statement that is too long or empty for the archive; null if it is neither. */
export function findRejection({ place, text, appearance }: StatementDraft): Rejection | null {
  const reject = (code: RejectCode, message: string) => ({ place, code, message });
  if (!text) return reject("INCOMPLETE", "The content has no words: mark some, or remove it.");
  if (isLonger(appearance.passage.exact, LONGEST_TEXT)) {
    return reject(
      "TOO_LARGE",
      `The content extends over more than ${LONGEST_TEXT} characters of the article: shorten it.`,
    );
  }
  const { attributionText = "", cue = "", addressee = "" } = appearance;
  if (![attributionText, cue, addressee].some((words) => isLonger(words, LONGEST_NOTE))) return null;
  return reject("TOO_LARGE", `The speaker, cue or addressee is longer than ${LONGEST_NOTE} characters: shorten it.`);
}

/** Sorts statements by their places in the body. */
export function inReadingOrder(statements: readonly StatementDraft[]): StatementDraft[] {
  const start = ({ appearance }: StatementDraft) => appearance.passage.start ?? 0;
  return statements.toSorted((one, other) => start(one) - start(other));
}

/**
 * Returns a function that rejects a statement with the same printing key as an earlier one, with the speaker as the corpus names
 * them. Call it with the statements of one article, in order.
 */
export function repeatFinder(): (draft: StatementDraft) => Rejection | null {
  const seen = new Map<string, Place>();
  return ({ place, speaker, appearance: { passage } }) => {
    const key = printingKey({ ...passage, who: speaker });
    const first = seen.get(key);
    if (!first) seen.set(key, place);
    const message = `This repeats ${first?.record}, the same passage by the same speaker: remove one of the two.`;
    return first ? { place, code: "DUPLICATE", message } : null;
  };
}

/** Returns words in the archive's form, on one line with single spaces. */
export function withSingleSpaces(words: string): string {
  const { points } = toStoredText(words);
  return joinWords(points, [{ start: 0, end: points.length }]);
}

function shortenWords(words: string): string {
  const line = words.replace(/\s+/gu, " ");
  return isLonger(line, 60) ? `${[...line].slice(0, 60).join("")}…` : line;
}
