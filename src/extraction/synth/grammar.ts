import type { Random } from "../learning/random.ts";
import { pick } from "./cast.ts";
import { predicates, subjects, tails, things } from "./words/clauses.ts";
import { afterthoughts, existences } from "./words/phrases.ts";
import { sentences } from "./words/quotations.ts";

const SUBJECTS_OF_OWN = subjects.filter((word) => word !== "there");

/** Writes the first letter as a capital. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Writes a clause that may be stated. */
export function writeClause(random: Random): string {
  const subject = pick(random, subjects);
  const core = subject === "there" ? pick(random, existences) : `${subject} ${pick(random, predicates)}`;
  const begin = random() < 0.12 ? `because of ${pick(random, things)}, ` : "";
  const end = random() < 0.1 ? `, ${pick(random, afterthoughts)}` : "";
  return begin + core + pick(random, tails) + end;
}

/** Writes a clause of a subject and a predicate alone. */
export function writeSimpleClause(random: Random): string {
  return `${pick(random, SUBJECTS_OF_OWN)} ${pick(random, predicates)}`;
}

/** Writes a sentence that may be quoted, without its full stop. */
export function writeQuoted(random: Random): string {
  if (random() < 0.25) return capitalised(writeClause(random));
  const end = random() < 0.2 ? pick(random, [", and ", ", but ", " because "]) + writeSimpleClause(random) : "";
  return pick(random, sentences) + end;
}

/** Writes one to three quoted sentences. */
export function writeSeveralQuoted(random: Random): string {
  const count = random() < 0.45 ? 1 : 2 + Math.floor(random() * 2);
  return Array.from({ length: count }, () => writeQuoted(random)).join(". ");
}

/** Writes the second half of a quoted sentence. */
export function writeQuotedRest(random: Random): string {
  const text = writeQuoted(random);
  return /^I\b/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}
