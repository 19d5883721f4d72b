import type { FormField } from "../../generated/forms.ts";
import type { Entered } from "./entered.ts";

/** The place of a passage that is one of several, or near to the one that was given. */
export interface Candidate {
  prefix: string;
  exact: string;
  suffix: string;
}

/** The field of a form in which an editor chooses the passage that they mean. */
export const CANDIDATE_FIELD = "take-passage";

/** Writes the choice of a passage: the fields of the form that it fills. */
export function writeCandidate(fields: readonly FormField[], { prefix, exact, suffix }: Candidate): string {
  const at = fields.some(({ name }) => name === "passage") ? "passage" : "appearance.passage";
  return JSON.stringify([at, prefix, exact, suffix]);
}

/** Reads the choice of a passage; nothing if none was made. */
export function readCandidate(sent: URLSearchParams): Entered {
  try {
    const [at, ...texts] = JSON.parse(sent.get(CANDIDATE_FIELD) ?? "[]") as string[];
    if (at === undefined) return new Map();
    return new Map(["prefix", "exact", "suffix"].map((name, index) => [`${at}.${name}`, String(texts[index] ?? "")]));
  } catch {
    return new Map();
  }
}
