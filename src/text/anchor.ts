import { CONTEXT_LENGTH } from "./fragmentUrl.ts";

/** A quote and, if known, its place: offsets count the code points of the body in NFC. */
export interface Quote {
  exact: string;
  prefix: string;
  suffix: string;
  start?: number | undefined;
  end?: number | undefined;
}

/** A quote at its place, with the context that the body has there. */
export interface Anchored {
  exact: string;
  prefix: string;
  suffix: string;
  start: number;
  end: number;
}

/** The place that was found for a quote, or why it was refused. */
export type Anchoring = { place: Anchored; refusal: null } | { place: null; refusal: string };

/** An article's body, in which places are found. */
export interface Body {
  text: string;
  /** Returns the text between two offsets. */
  cut(start: number, end: number): string;
  /** Returns the offset of the code point that begins at a UTF-16 unit. */
  offsetOf(unit: number): number;
}

/**
 * Splits a body into code points once for all its passages. Most bodies have no code point of two units and stay whole.
 */
export function openBody(text: string): Body {
  const seconds = secondUnits(text);
  if (seconds.length === 0) return { text, cut: (start, end) => text.slice(start, end), offsetOf: (unit) => unit };
  const points = [...text];
  return {
    text,
    cut: (start, end) => points.slice(start, end).join(""),
    offsetOf: (unit) => unit - countBelow(seconds, unit),
  };
}

/** Returns where the second units of two-unit code points are. */
function secondUnits(text: string): number[] {
  const units: number[] = [];
  for (let unit = 0; unit < text.length; unit += 1) {
    if ((text.charCodeAt(unit) & 0xfc00) === 0xdc00) units.push(unit);
  }
  return units;
}

/** Returns how many of the ascending numbers are below a limit. */
function countBelow(ascending: readonly number[], limit: number): number {
  let [from, to] = [0, ascending.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((ascending[middle] as number) < limit) from = middle + 1;
    else to = middle;
  }
  return from;
}

/**
 * Finds the place of a quote in a body. If offsets are given, they must cut out exactly `exact`; otherwise prefix,
 * exact and suffix must appear together in one place only.
 */
export function anchor(body: Body, quote: Quote): Anchoring {
  if (quote.start !== undefined) return anchorAt(body, quote, quote.start);
  const [at, ...others] = unitPlaces(body, quote);
  if (at !== undefined && others.length === 0) return anchorAt(body, quote, body.offsetOf(at));
  const wanted = show(quote.prefix + quote.exact + quote.suffix);
  if (at === undefined) return refuseQuote(`${wanted} does not appear in the body`);
  return refuseQuote(`${wanted} appears in ${others.length + 1} places of the body: give more context`);
}

function anchorAt(body: Body, { exact, prefix, suffix, ...quote }: Quote, start: number): Anchoring {
  const end = quote.end ?? start + [...exact].length;
  const cut = body.cut(start, end);
  if (cut !== exact) return refuseQuote(`the body has ${show(cut)} from ${start} to ${end}, not ${show(exact)}`);
  const before = body.cut(Math.max(0, start - CONTEXT_LENGTH), start);
  const after = body.cut(end, end + CONTEXT_LENGTH);
  if (!before.endsWith(prefix)) return refuseQuote(`the body has ${show(before)} before it, not ${show(prefix)}`);
  if (!after.startsWith(suffix)) return refuseQuote(`the body has ${show(after)} after it, not ${show(suffix)}`);
  return { place: { exact, prefix: before, suffix: after, start, end }, refusal: null };
}

function refuseQuote(refusal: string): Anchoring {
  return { place: null, refusal };
}

/** Returns the first places, at most `most`, where prefix, exact and suffix appear together. */
export function findPlaces(body: Body, quote: Quote, most: number): Anchored[] {
  const places: Anchored[] = [];
  for (const at of unitPlaces(body, quote)) {
    const { place } = anchorAt(body, { ...quote, end: undefined }, body.offsetOf(at));
    if (place) places.push(place);
    if (places.length === most) break;
  }
  return places;
}

/** Yields where the words of a quote begin, in UTF-16 units. */
function* unitPlaces({ text }: Body, { exact, prefix, suffix }: Quote): Generator<number> {
  const wanted = prefix + exact + suffix;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) yield at + prefix.length;
}

const LONGEST_SHOWN = 80;

function show(words: string): string {
  const points = [...words];
  return `“${points.length > LONGEST_SHOWN ? `${points.slice(0, LONGEST_SHOWN).join("")}…` : words}”`;
}
