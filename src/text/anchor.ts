import type { Body } from "./anchor/body.ts";
import { nearestStretches } from "./anchor/nearest.ts";
import { plainPlaces, plainText } from "./anchor/typography.ts";
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

/**
 * Finds the place of a quote in a body. If offsets are given, they must cut out `exact`; otherwise prefix, exact and suffix must
 * appear together in one place only. Spaces, quotation marks, dashes and soft hyphens may differ if the body has the quote
 * nowhere as it is written; the place has the body's own words.
 */
export function anchor(body: Body, quote: Quote): Anchoring {
  if (quote.start !== undefined) return anchorAt(body, quote, quote.start);
  const places = findPlaces(body, quote);
  const [place] = places;
  if (place && places.length === 1) return { place, refusal: null };
  if (!place) return refuseQuote(explainAbsence(body, quote));
  const wanted = show(quote.prefix + quote.exact + quote.suffix);
  return refuseQuote(`${wanted} appears in ${places.length} places of the body: give more context`);
}

function anchorAt(body: Body, { exact, prefix, suffix, ...quote }: Quote, start: number): Anchoring {
  const end = quote.end ?? endOf(body, exact, start);
  const cut = body.cut(start, end);
  if (!isAlike(cut, exact)) return refuseQuote(`the body has ${show(cut)} from ${start} to ${end}, not ${show(exact)}`);
  const place = placeAt(body, start, end);
  if (!isAlike(place.prefix, prefix, "end"))
    return refuseQuote(`the body has ${show(place.prefix)} before it, not ${show(prefix)}`);
  if (!isAlike(place.suffix, suffix, "start"))
    return refuseQuote(`the body has ${show(place.suffix)} after it, not ${show(suffix)}`);
  return { place, refusal: null };
}

/** Returns the place from one offset to another, with the body's words and context there. */
function placeAt(body: Body, start: number, end: number): Anchored {
  const prefix = body.cut(Math.max(0, start - CONTEXT_LENGTH), start);
  return { exact: body.cut(start, end), prefix, suffix: body.cut(end, end + CONTEXT_LENGTH), start, end };
}

/** Returns whether the body's words are those given, at one end or as a whole, if typography does not count. */
function isAlike(own: string, given: string, end?: "start" | "end"): boolean {
  if (own === given) return true;
  const [one, other] = [plainText(own).text, plainText(given).text];
  if (end === "start") return own.startsWith(given) || one.startsWith(other);
  if (end === "end") return own.endsWith(given) || one.endsWith(other);
  return one === other && one !== "";
}

function refuseQuote(refusal: string): Anchoring {
  return { place: null, refusal };
}

/**
 * Returns the first places, at most `most`, where prefix, exact and suffix appear together: as written, or in other typography
 * if they do not appear as written.
 */
export function findPlaces(body: Body, quote: Quote, most = MOST_COUNTED): Anchored[] {
  const places: Anchored[] = [];
  for (const at of unitPlaces(body, quote)) {
    const start = body.offsetOf(at);
    places.push(placeAt(body, start, start + [...quote.exact].length));
    if (places.length === most) break;
  }
  if (places.length > 0) return places;
  for (const { from, to } of plainPlaces(body.plain, quote)) {
    places.push(placeAt(body, body.offsetOf(from), body.offsetOf(to)));
    if (places.length === most) break;
  }
  return places;
}

/** Returns where words end that begin at an offset: in other typography, they may be longer or shorter. */
function endOf(body: Body, exact: string, start: number): number {
  const end = start + [...exact].length;
  if (body.cut(start, end) === exact) return end;
  for (const { from, to } of plainPlaces(body.plain, { exact, prefix: "", suffix: "" })) {
    if (body.offsetOf(from) === start) return body.offsetOf(to);
  }
  return end;
}

/** Returns the places that a quote may mean which is not in the body: its words without its context, or the nearest words. */
export function nearestPlaces(body: Body, { exact }: Quote, most: number): Anchored[] {
  const places = findPlaces(body, { exact, prefix: "", suffix: "" }, most);
  if (places.length > 0) return places;
  return nearestStretches(body.words, exact, most).map(({ from, to }) =>
    placeAt(body, body.offsetOf(from), body.offsetOf(to)),
  );
}

/** Says what the body has instead of a quote that it does not have: a clause. */
export function explainAbsence(body: Body, quote: Quote): string {
  const absent = `${show(quote.prefix + quote.exact + quote.suffix)} does not appear in the body`;
  const [nearest] = nearestPlaces(body, quote, 1);
  return nearest ? `${absent}; ${show(nearest.exact)} (${nearest.start} to ${nearest.end}) comes nearest` : absent;
}

/** Yields where the words of a quote begin, in UTF-16 units. */
function* unitPlaces({ text }: Body, { exact, prefix, suffix }: Quote): Generator<number> {
  const wanted = prefix + exact + suffix;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) yield at + prefix.length;
}

/** Beyond this, it does not matter how often words appear. */
const MOST_COUNTED = 1_000;
const LONGEST_SHOWN = 80;

function show(words: string): string {
  const points = [...words];
  return `“${points.length > LONGEST_SHOWN ? `${points.slice(0, LONGEST_SHOWN).join("")}…` : words}”`;
}
