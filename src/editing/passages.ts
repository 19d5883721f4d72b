import { z } from "zod";
import { text, words } from "../document/fields.ts";
import { LONGEST_TEXT } from "../document/limits.ts";
import { type Anchored, anchor, type Body, findPlaces, type Quote } from "../text/anchor.ts";
import { CONTEXT_LENGTH } from "../text/fragmentUrl.ts";
import { optional } from "./inputs.ts";
import { Refusal, refuse } from "./problems.ts";

/** How an editor gives a passage: its words and, where these stand several times, what is around them or where it starts. */
export const quoteInput = z.object({
  exact: words(LONGEST_TEXT),
  prefix: optional(text(CONTEXT_LENGTH)).transform((value) => value ?? ""),
  suffix: optional(text(CONTEXT_LENGTH)).transform((value) => value ?? ""),
  start: optional(z.int().min(0)),
});

/** A passage as it is to be stored: without offsets where the archive does not hold the body. */
export type PassageInput = Omit<Anchored, "start" | "end"> & { start: number | null; end: number | null };

/** How many places are told of words that stand in more than one. */
const MOST_CANDIDATES = 20;

/**
 * The place of a quote in an article's body, or the quote itself where there is none.
 *
 * @param field where the quote stands in the input, with dots
 * @throws Refusal PASSAGE_NOT_FOUND; AMBIGUOUS, with the first 20 places
 */
export function findPassage(body: Body | null, given: Quote, field: string): PassageInput {
  const { exact, prefix, suffix, start } = given;
  if (!body) {
    if (start !== undefined) refuse("INVALID", `${field}.start`, "The archive does not hold the article's body.");
    return { exact, prefix, suffix, start: null, end: null };
  }
  const place = start === undefined ? findOne(body, given, field) : anchor(body, given);
  if (typeof place === "string") refuse("PASSAGE_NOT_FOUND", field, `There it does not stand: ${place}.`);
  return place;
}

function findOne(body: Body, given: Quote, field: string): Anchored {
  const places = findPlaces(body, given, MOST_CANDIDATES);
  const [place] = places;
  if (!place)
    refuse("PASSAGE_NOT_FOUND", field, "These words do not stand in the article's body, not in this context.");
  if (places.length === 1) return place;
  const count = places.length < MOST_CANDIDATES ? places.length : `${MOST_CANDIDATES} or more`;
  const message = `These words stand in ${count} places: give more of what stands around them, or where they start.`;
  throw new Refusal([{ code: "AMBIGUOUS", field: field.split("."), message }], { candidates: places });
}

/** Tells a printing from all others: one article prints a passage of one speaker once. */
export interface PrintingKey {
  articleId: number;
  speakerId: number | null;
  speakerStatus: string;
  passage: PassageInput;
}

/** The key as a text, to be compared. */
export function writeKey({ articleId, speakerId, speakerStatus, passage }: PrintingKey): string {
  const { exact, prefix, suffix, start } = passage;
  return JSON.stringify([articleId, speakerId ?? speakerStatus, exact, prefix, suffix, start]);
}
