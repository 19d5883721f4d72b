import { normalizeName } from "../names.ts";
import type { Decision, KnownSpeaker, Lookup } from "./decision.ts";

type Bearers = readonly KnownSpeaker[];

/** Several speakers, or people, bear the name. */
export const AMBIGUOUS: Decision = { speaker: { status: "UNKNOWN" }, resolution: "AMBIGUOUS" };

/** Returns a mention as it is, and without its article and possessive; no form in lower case: "who" does not mean the WHO. */
export function formsOf(mention: string): string[] {
  const whole = mention.replace(/\s+/g, " ").trim();
  const bare = whole
    .replace(/^(?:the|der|die|das) /i, "")
    .replace(/[\p{P}\s]+$/u, "")
    .replace(/['’]s$/, "");
  return [...new Set([whole, bare])].filter((form) => /(?!\p{Ll})\p{L}/u.test(form));
}

/** Returns the bearers of the first name that anybody bears. */
export function bearing(names: readonly string[], { speakersNamed }: Lookup): Bearers {
  return names.map((name) => speakersNamed(normalizeName(name))).find(({ length }) => length > 0) ?? [];
}

/** Does the same among reviewed speakers. */
export function reviewedBearing(names: readonly string[], { speakersNamed }: Lookup): Bearers {
  return bearing(names, { speakersNamed: (name) => speakersNamed(name).filter(({ reviewed }) => reviewed !== false) });
}

/** Decides by the bearers of a name; null if nobody bears it. */
export function decideByBearers([only, ...others]: Bearers): Decision | null {
  if (!only) return null;
  return others.length > 0 ? AMBIGUOUS : { speaker: { slug: only.slug }, resolution: "KNOWN_NAME" };
}
