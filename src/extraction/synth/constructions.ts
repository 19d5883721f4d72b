import { accordingTo } from "./constructions/accordingTo.ts";
import { appeals } from "./constructions/appeals.ts";
import { carriers } from "./constructions/carriers.ts";
import { descriptions } from "./constructions/descriptions.ts";
import { directQuotations } from "./constructions/directQuotations.ts";
import { joinedStatements } from "./constructions/joinedStatements.ts";
import { judgements } from "./constructions/judgements.ts";
import { lookAlikes } from "./constructions/lookAlikes.ts";
import { questions } from "./constructions/questions.ts";
import { reportedClauses } from "./constructions/reportedClauses.ts";
import { speechNounPhrases } from "./constructions/speechNounPhrases.ts";
import { suggestions } from "./constructions/suggestions.ts";
import { withoutSource } from "./constructions/withoutSource.ts";

/**
 * The constructions of synthetic articles, by kind. Each is a sentence in the mark-up of `corpora/markup.ts`: `{q|content}
 * {s|source} {c|cue}`, a digit for a further attribution. `$NAMES` are slots (`slots.ts`), `^` makes the next letter a capital,
 * `¶` begins a paragraph.
 */
export const constructions = {
  directQuotations,
  reportedClauses,
  joinedStatements,
  descriptions,
  appeals,
  judgements,
  questions,
  carriers,
  suggestions,
  accordingTo,
  speechNounPhrases,
  withoutSource,
  lookAlikes,
} as const satisfies Record<string, readonly string[]>;

/** All constructions in one list. */
export const allConstructions: readonly string[] = Object.values(constructions).flat();
