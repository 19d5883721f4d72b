import { isAnothers } from "../../text/anchor/anotherVoice.ts";
import type { Body } from "../../text/anchor/body.ts";
import { keepsVoice } from "../../text/anchor/voice.ts";
import { type Anchored, anchor, explainAbsence, findPlaces } from "../../text/anchor.ts";
import type { StoredPlace } from "./passages.ts";

type Spans = StoredPlace["spans"];

/** Why a passage is lost: its words are nowhere as the same person's, or in several places. */
export interface Loss {
  fate: "GONE" | "AMBIGUOUS";
  /** A clause. */
  reason: string;
}

/** The new place of a passage, with its spans there; or why it is lost. */
export type FoundAgain =
  | { place: Anchored; spansNow: Spans; loss: null }
  | { place: null; spansNow: Spans; loss: Loss };

/** How far from where they are expected spans are looked for if the typography has changed. */
const FARTHEST_SPAN = 100;

/**
 * Finds the place of a passage in a new body: where its words are still the same person's, by the words around them
 * (`keepsVoice`). Among several such places, the one with the same context on both sides or on one, or the first, second, … of
 * as many as there were. Without a place in an old body, context and words decide, but never for a place that names another of
 * the article's speakers and not the passage's own.
 *
 * @param old the body before
 * @param others the names of each other person who speaks in the article; they count only without a place in an old body
 */
export function findAgain(
  body: Body,
  old: Body | null,
  passage: StoredPlace,
  others: readonly (readonly string[])[] = [],
): FoundAgain {
  const before = old && placeBefore(old, passage);
  const found = before ? findVoiced(body, old, passage, before) : findByContext(body, passage, others);
  if ("fate" in found) return { place: null, spansNow: [], loss: found };
  const spansNow = moveWith(body, passage, found);
  if (Array.isArray(spansNow)) return { place: found, spansNow, loss: null };
  return { place: null, spansNow: [], loss: gone(`its span “${spansNow.text}” is no longer where it was beside it`) };
}

function placeBefore(old: Body, { exact, start }: StoredPlace): Anchored | null {
  return start === null ? null : anchor(old, { exact, prefix: "", suffix: "", start }).place;
}

function findVoiced(body: Body, old: Body, passage: StoredPlace, before: Anchored): Anchored | Loss {
  const keeps = (one: Body, place: Anchored) =>
    keepsVoice({ narration: old.narration, ...before }, { narration: one.narration, ...place }, passage.names);
  if (passage.holds && keeps(body, before)) return before;
  const bare = { exact: passage.exact, prefix: "", suffix: "" };
  const all = findPlaces(body, bare);
  if (all.length === 0) return gone(explainAbsence(body, bare));
  const own = all.filter((place) => keeps(body, place));
  if (own.length === 0) return gone("the words around it no longer say that it is the same speaker’s");
  const [only = null] = own.length === 1 ? own : byContext(own, passage);
  if (only) return only;
  const earlier = findPlaces(old, bare).filter((place) => keeps(old, place));
  const at = earlier.findIndex(({ start }) => start === before.start);
  const same = earlier.length === own.length ? own[at] : undefined;
  return same ?? { fate: "AMBIGUOUS", reason: `it appears in ${own.length} places as the same speaker’s` };
}

/** Returns the only place with the passage's context on both sides, or on one. */
function byContext(places: readonly Anchored[], { prefix, suffix }: StoredPlace): Anchored[] {
  for (const isSame of [
    (place: Anchored) => place.prefix === prefix && place.suffix === suffix,
    (place: Anchored) => place.prefix === prefix,
    (place: Anchored) => place.suffix === suffix,
  ]) {
    const same = places.filter(isSame);
    if (same.length === 1) return same;
  }
  return [];
}

function findByContext(
  body: Body,
  { exact, prefix, suffix, names }: StoredPlace,
  others: readonly (readonly string[])[],
): Anchored | Loss {
  const contexts = [
    { prefix, suffix },
    { prefix, suffix: "" },
    { prefix: "", suffix },
    { prefix: "", suffix: "" },
  ];
  let all: Anchored[] = [];
  let own: Anchored[] = [];
  for (const context of contexts) {
    all = findPlaces(body, { exact, ...context });
    own = all.filter(
      ({ start, end }) =>
        !isAnothers(
          body,
          { start, end, contextStart: start - pointsIn(context.prefix), contextEnd: end + pointsIn(context.suffix) },
          names,
          others,
        ),
    );
    const [place] = own;
    if (place && own.length === 1) return place;
  }
  if (all.length === 0) return gone(explainAbsence(body, { exact, prefix: "", suffix: "" }));
  if (own.length === 0) return gone("the words around it name another speaker");
  return {
    fate: "AMBIGUOUS",
    reason: `it appears in ${own.length} places, in none with the words that stood around it`,
  };
}

function pointsIn(words: string): number {
  return [...words].length;
}

function gone(reason: string): Loss {
  return { fate: "GONE", reason };
}

/** Returns the spans at their new places; the first that is not there if one is not. */
function moveWith(body: Body, { exact, start, spans }: StoredPlace, place: Anchored): Spans | Spans[number] {
  const moved: Spans = [];
  for (const span of spans) {
    const expected = span.start + place.start - (start ?? 0);
    const end = expected + span.end - span.start;
    const isThere = body.cut(expected, end) === span.text;
    const now = isThere
      ? { start: expected, end, exact: span.text }
      : place.exact !== exact && nearby(body, span, expected);
    if (!now) return span;
    moved.push({ role: span.role, start: now.start, end: now.end, text: now.exact });
  }
  return moved;
}

function nearby(body: Body, { text }: Spans[number], expected: number): Anchored | undefined {
  const distance = ({ start }: Anchored) => Math.abs(start - expected);
  const [nearest] = findPlaces(body, { exact: text, prefix: "", suffix: "" }).sort(
    (one, other) => distance(one) - distance(other),
  );
  return nearest && distance(nearest) <= FARTHEST_SPAN ? nearest : undefined;
}
