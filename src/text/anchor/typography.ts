import { canCloseQuotation, markOf } from "../quotation/marks.ts";
import { EACH_UNSPACED } from "../webSearch.ts";

/** A text without its typography, with the place of each of its signs in the text as it stands (UTF-16 units). */
export interface PlainText {
  text: string;
  starts: readonly number[];
  ends: readonly number[];
}

const WHITE = /\s/u;
const INVISIBLE = /\p{Cf}/u;
const DASH = /[\p{Pd}\u2212]/u;
const APOSTROPHE_LIKE = /[`´ʼʹʻ′″״׳]/u;
const IN_WORD = /[\p{L}\p{M}\p{N}]/u;
const UNSPACED_SIGN = new RegExp(EACH_UNSPACED.source, "u");

type SignKind = "space" | "unseen" | "dash" | "mark" | "word" | "letter" | "other";
const kinds = new Map<string, SignKind>();

function signKindOf(sign: string): SignKind {
  const known = kinds.get(sign);
  if (known) return known;
  const kind = findKind(sign);
  kinds.set(sign, kind);
  return kind;
}

function findKind(sign: string): SignKind {
  if (INVISIBLE.test(sign)) return "unseen";
  if (WHITE.test(sign)) return "space";
  if (DASH.test(sign)) return "dash";
  if (markOf(sign) !== undefined || canCloseQuotation(sign) || APOSTROPHE_LIKE.test(sign)) return "mark";
  if (!IN_WORD.test(sign)) return "other";
  return UNSPACED_SIGN.test(sign) ? "letter" : "word";
}

/**
 * Returns a text with all quotation marks and apostrophes alike, all dashes alike, and without what readers do not see: soft
 * hyphens and signs of direction. A run of spaces between two words is one space; next to other signs spaces do not count.
 */
export function plainText(given: string): PlainText {
  const signs: string[] = [];
  const [starts, ends]: [number[], number[]] = [[], []];
  let [last, isSpaced]: [SignKind | null, boolean] = [null, false];
  const push = (sign: string, start: number, end: number) => {
    for (const unit of sign.split("")) {
      signs.push(unit);
      starts.push(start);
      ends.push(end);
    }
  };
  for (let at = 0; at < given.length; ) {
    const sign = String.fromCodePoint(given.codePointAt(at) as number);
    const isTwo = isTypedAsTwo(given, at);
    const kind = isTwo ? "mark" : signKindOf(sign);
    const start = at;
    at += sign.length;
    if (kind === "space") isSpaced = true;
    if (kind === "space") continue;
    // A word divided at the end of a line by a soft hyphen is one word.
    if (sign === "\u00ad") while (given[at] === "\n" || given[at] === "\r") at += 1;
    if (kind === "unseen") continue;
    if (isSpaced && kind === "word" && last === "word") push(" ", start - 1, start);
    isSpaced = false;
    if (kind === "mark" || kind === "dash") {
      if (kind === "dash" || isTwo) at = endOfSigns(given, start, kind);
      push(kind === "mark" ? '"' : "-", start, at);
    } else push(sign === "…" ? "..." : sign, start, at);
    last = kind;
  }
  return { text: signs.join(""), starts, ends };
}

/** Returns whether two signs are one mark: '' or <<. */
function isTypedAsTwo(text: string, at: number): boolean {
  return text[at] === text[at + 1] && text[at] !== '"' && markOf(text.slice(at, at + 2)) !== undefined;
}

function endOfSigns(text: string, start: number, kind: SignKind): number {
  if (kind === "mark") return start + 2;
  let end = start + 1;
  while (end < text.length && signKindOf(text[end] as string) === "dash") end += 1;
  return end;
}

/** Yields where a text has the words if typography does not count, between the words of the context (UTF-16 units). */
export function* plainPlaces(
  body: PlainText,
  { exact, prefix, suffix }: { exact: string; prefix: string; suffix: string },
): Generator<{ from: number; to: number }> {
  const [wanted, before, after] = [exact, prefix, suffix].map((words) => plainText(words).text) as [
    string,
    string,
    string,
  ];
  if (wanted === "") return;
  for (let at = body.text.indexOf(wanted); at >= 0; at = body.text.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    const left = body.text.slice(Math.max(0, at - before.length - 1), at).trimEnd();
    const right = body.text.slice(end, end + after.length + 1).trimStart();
    if (!left.endsWith(before) || !right.startsWith(after)) continue;
    yield { from: body.starts[at] as number, to: body.ends[end - 1] as number };
  }
}
