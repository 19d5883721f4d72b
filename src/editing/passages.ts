import { z } from "zod";
import { text, words } from "../document/fields.ts";
import { LONGEST_TEXT } from "../document/limits.ts";
import { type Anchored, anchor, type Body, findPlaces, type Quote } from "../text/anchor.ts";
import { CONTEXT_LENGTH } from "../text/fragmentUrl.ts";
import { optional } from "./inputs.ts";
import { Refusal, refuse } from "./problems.ts";

/** A passage as an editor gives it: its words and, if these appear several times, their context or their start. */
export const quoteInput = z.object({
  exact: words(LONGEST_TEXT),
  prefix: optional(text(CONTEXT_LENGTH)).transform((value) => value ?? ""),
  suffix: optional(text(CONTEXT_LENGTH)).transform((value) => value ?? ""),
  start: optional(z.int().min(0)),
});

/** A passage as it is to be stored: without offsets if the archive does not hold the body. */
export type PassageInput = Omit<Anchored, "start" | "end"> & { start: number | null; end: number | null };

/** The most places that are returned for words that appear several times. */
const MOST_CANDIDATES = 20;

/**
 * Finds the place of a quote in an article's body. Returns the quote itself if the archive does not hold the body.
 *
 * @param field the path of the quote in the input, with dots
 * @throws Refusal PASSAGE_NOT_FOUND; AMBIGUOUS, with the first 20 places
 */
export function findPassage(body: Body | null, given: Quote, field: string): PassageInput {
  const { exact, prefix, suffix, start } = given;
  if (!body) {
    if (start !== undefined) refuse("INVALID", `${field}.start`, "The archive does not hold the article's body.");
    return { exact, prefix, suffix, start: null, end: null };
  }
  if (start === undefined) return findOne(body, given, field);
  const { place, refusal } = anchor(body, given);
  return place ?? refuse("PASSAGE_NOT_FOUND", field, `The passage was not found there: ${refusal}.`);
}

function findOne(body: Body, given: Quote, field: string): Anchored {
  const places = findPlaces(body, given, MOST_CANDIDATES);
  const [place] = places;
  if (!place)
    refuse("PASSAGE_NOT_FOUND", field, "These words do not appear in the article's body, or not in this context.");
  if (places.length === 1) return place;
  const count = places.length < MOST_CANDIDATES ? places.length : `${MOST_CANDIDATES} or more`;
  const message = `These words appear in ${count} places: give more context, or their start.`;
  throw new Refusal([{ code: "AMBIGUOUS", field: field.split("."), message }], { candidates: places });
}
