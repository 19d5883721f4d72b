import type { ReadText, Unit } from "../article.ts";
import { type AttributionCandidate, wordsOfUnits } from "../candidate.ts";
import { mainSubject, whoStandsFor } from "./subjects.ts";

const PASSIVE = new Set(["is", "are", "was", "were", "be", "been", "being"]);

/** Pronouns that begin a relative clause. */
const RELATIVE = new Set(["who", "which", "that"]);

/**
 * Gives a candidate without a source the subject of its sentence: "Roe stood up, saying …". Passives have none. "Who",
 * "which" and "that" give way to what they stand for: "Roe, who said", "a letter that read".
 */
export function withMissingSource(text: ReadText, candidate: AttributionCandidate): AttributionCandidate {
  const { head, sourceUnits, contentUnits } = candidate;
  const [only, ...others] = sourceUnits;
  if (only !== undefined && others.length === 0 && RELATIVE.has(text.units[only]?.lower ?? "")) {
    return withSource(text, candidate, whoStandsFor(text, only));
  }
  if (sourceUnits.length > 0 || head < 0) return candidate;
  const unit = text.units[head] as Unit;
  if (unit.wordClass !== "VERB") return candidate;
  const before = text.units[head - 1];
  if (before?.wordClass === "AUX" && PASSIVE.has(before.lower) && !unit.lower.endsWith("ing")) return candidate;
  const pronoun = whoBefore(text, head);
  const antecedent = pronoun < 0 ? [] : whoStandsFor(text, pronoun);
  if (antecedent.length > 0) return withSource(text, candidate, antecedent);
  const taken = new Set(contentUnits);
  return withSource(
    text,
    candidate,
    mainSubject(text, unit.sentence, head).filter((at) => !taken.has(at)),
  );
}

/** Returns the place of the relative pronoun whose verb this is, over its auxiliaries and adverbs; -1 without one. */
function whoBefore({ units }: ReadText, verb: number): number {
  let at = verb - 1;
  while (units[at]?.wordClass === "AUX" || units[at]?.wordClass === "ADV") at -= 1;
  return RELATIVE.has(units[at]?.lower ?? "") ? at : -1;
}

function withSource(text: ReadText, candidate: AttributionCandidate, found: number[]): AttributionCandidate {
  return found.length > 0 ? { ...candidate, sourceUnits: found, source: wordsOfUnits(text, found) } : candidate;
}
