import { CONTEXT_LENGTH } from "./fragmentUrl.ts";

/** A quote, and where it stands if that is known: offsets count the code points of the NFC body. */
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

/** An article's body, in which places are found. */
export interface Body {
  text: string;
  /** What stands between two offsets. */
  cut(start: number, end: number): string;
  /** The offset of the code point that begins at a UTF-16 unit. */
  offsetOf(unit: number): number;
}

/** Takes a body apart once for all its passages; most bodies have no code point of two units, and stay in one piece. */
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

/** Where the second units of code points are that have two. */
function secondUnits(text: string): number[] {
  const units: number[] = [];
  for (let unit = 0; unit < text.length; unit += 1) {
    if ((text.charCodeAt(unit) & 0xfc00) === 0xdc00) units.push(unit);
  }
  return units;
}

/** How many of the ascending numbers are below a limit. */
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
 * Finds the place of a quote in a body: at the offsets given, which must cut out exactly `exact`, else where prefix, exact
 * and suffix stand together, which must be in one place only. A string says why it was refused.
 */
export function anchor(body: Body, quote: Quote): Anchored | string {
  const start = quote.start ?? findOnce(body, quote);
  if (typeof start === "string") return start;
  const end = quote.end ?? start + [...quote.exact].length;
  const cut = body.cut(start, end);
  if (cut !== quote.exact) return `the body has ${show(cut)} from ${start} to ${end}, not ${show(quote.exact)}`;
  const before = body.cut(Math.max(0, start - CONTEXT_LENGTH), start);
  const after = body.cut(end, end + CONTEXT_LENGTH);
  if (!before.endsWith(quote.prefix)) return `the body has ${show(before)} before it, not ${show(quote.prefix)}`;
  if (!after.startsWith(quote.suffix)) return `the body has ${show(after)} after it, not ${show(quote.suffix)}`;
  return { exact: quote.exact, prefix: before, suffix: after, start, end };
}

/** The first places, at most so many, where prefix, exact and suffix stand together. */
export function findPlaces(body: Body, quote: Quote, most: number): Anchored[] {
  const places: Anchored[] = [];
  for (const at of unitPlaces(body, quote)) {
    const place = anchor(body, { ...quote, start: body.offsetOf(at), end: undefined });
    if (typeof place !== "string") places.push(place);
    if (places.length === most) break;
  }
  return places;
}

/** Where the words of a quote begin, in UTF-16 units. */
function* unitPlaces({ text }: Body, { exact, prefix, suffix }: Quote): Generator<number> {
  const wanted = prefix + exact + suffix;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) yield at + prefix.length;
}

function findOnce(body: Body, quote: Quote): number | string {
  const wanted = quote.prefix + quote.exact + quote.suffix;
  const places = [...unitPlaces(body, quote)];
  const [place] = places;
  if (place === undefined) return `${show(wanted)} does not stand in the body`;
  if (places.length > 1) return `${show(wanted)} stands in ${places.length} places of the body: give more context`;
  return body.offsetOf(place);
}

const LONGEST_SHOWN = 80;

function show(words: string): string {
  const points = [...words];
  return `“${points.length > LONGEST_SHOWN ? `${points.slice(0, LONGEST_SHOWN).join("")}…` : words}”`;
}
