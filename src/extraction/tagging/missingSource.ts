import type { ReadText, Unit } from "../article.ts";
import { type AttributionCandidate, wordsOfUnits } from "../candidate.ts";
import { mainSubject, whoStandsFor } from "./subjects.ts";

const PASSIVE = new Set(["is", "are", "was", "were", "be", "been", "being"]);

/**
 * Gives a candidate without a source the subject of its sentence: "Roe stood up, saying …". Passives have none. The source "who" gives
 * way to the person it stands for: "Roe, who said".
 */
export function withMissingSource(text: ReadText, candidate: AttributionCandidate): AttributionCandidate {
  const { head, sourceUnits, contentUnits } = candidate;
  const [only, ...others] = sourceUnits;
  if (only !== undefined && others.length === 0 && text.units[only]?.lower === "who") {
    return withSource(text, candidate, whoStandsFor(text, only));
  }
  if (sourceUnits.length > 0 || head < 0) return candidate;
  const unit = text.units[head] as Unit;
  if (unit.wordClass !== "VERB") return candidate;
  const before = text.units[head - 1];
  if (before?.wordClass === "AUX" && PASSIVE.has(before.lower) && !unit.lower.endsWith("ing")) return candidate;
  const taken = new Set(contentUnits);
  return withSource(
    text,
    candidate,
    mainSubject(text, unit.sentence, head).filter((at) => !taken.has(at)),
  );
}

function withSource(text: ReadText, candidate: AttributionCandidate, found: number[]): AttributionCandidate {
  return found.length > 0 ? { ...candidate, sourceUnits: found, source: wordsOfUnits(text, found) } : candidate;
}
