import { z } from "zod";
import { text, words } from "../document/fields.ts";
import { LONGEST_TEXT } from "../document/limits.ts";
import type { Body } from "../text/anchor/body.ts";
import { type Anchored, anchor, explainAbsence, findPlaces, nearestPlaces, type Quote } from "../text/anchor.ts";
import { CONTEXT_LENGTH } from "../text/fragmentUrl.ts";
import { optional } from "./inputs.ts";
import { type ProblemCode, Refusal, refuse } from "./problems.ts";

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

/** The most words that come near to those of a quote that the body does not have. */
const MOST_NEAR = 3;

/**
 * Finds the place of a quote in an article's body. Returns the quote itself if the archive does not hold the body.
 *
 * @param field the path of the quote in the input, with dots
 * @throws Refusal PASSAGE_NOT_FOUND, with the places that come nearest; AMBIGUOUS, with the first 20 places
 */
export function findPassage(body: Body | null, given: Quote, field: string): PassageInput {
  const { exact, prefix, suffix, start } = given;
  if (!body) {
    if (start !== undefined) refuse("INVALID", `${field}.start`, "The archive does not hold the article's body.");
    return { exact, prefix, suffix, start: null, end: null };
  }
  if (start === undefined) return findOne(body, given, field);
  const { place, refusal } = anchor(body, given);
  if (place) return place;
  throw refuseWith("PASSAGE_NOT_FOUND", field, `The passage was not found there: ${refusal}.`, near(body, given));
}

function findOne(body: Body, given: Quote, field: string): Anchored {
  const places = findPlaces(body, given, MOST_CANDIDATES);
  const [place] = places;
  if (!place) throw refuseWith("PASSAGE_NOT_FOUND", field, `${explainAbsence(body, given)}.`, near(body, given));
  if (places.length === 1) return place;
  const count = places.length < MOST_CANDIDATES ? places.length : `${MOST_CANDIDATES} or more`;
  const message = `These words appear in ${count} places: give more context, or their start.`;
  throw refuseWith("AMBIGUOUS", field, message, places);
}

function near(body: Body, given: Quote): Anchored[] {
  return nearestPlaces(body, given, MOST_NEAR);
}

function refuseWith(code: ProblemCode, field: string, message: string, candidates: readonly Anchored[]): Refusal {
  return new Refusal([{ code, field: field.split("."), message }], { candidates });
}
