import type { Database } from "../database.ts";
import { comparableWords, type Likeness, likenessOf } from "../text/likeness.ts";
import { InputError } from "./lists/inputError.ts";
import { bearerIds, type Matches, matchFilter } from "./meant.ts";
import { underSpeakers } from "./speakers.ts";
import type { StatementRow } from "./statements/rows.ts";
import { findQuoteCandidates } from "./verification/candidates.ts";

/** From the best to the worst. */
const VERDICTS = ["EXACT", "NORMALISED", "PARTIAL", "OTHER_SPEAKER", "NONE"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** A statement that has the words of a quote, or a good part of them. */
export interface QuoteMatch {
  statement: StatementRow;
  verdict: Verdict;
  /** 0 to 1. */
  likeness: number;
}

/** The result of looking a quote up. */
export interface QuoteVerification {
  verdict: Verdict;
  matches: QuoteMatch[];
  /** What the speaker's name was taken to mean. */
  matched: Matches;
}

const [LEAST_WORDS, MOST_WORDS] = [3, 300];

/** Quotation marks around the words come from the printer, not from the speaker. */
const AROUND = /^[\s"'“”„‟«»‹›‘’‚‛「」『』]+|[\s"'“”„‟«»‹›‘’‚‛「」『』]+$/gu;

/**
 * Looks up whether published statements have the words, by the speaker if one is given: any name, slug, global id or Wikidata
 * id; the words of a group also count for its members. Throws InputError for fewer than 3 words or more than 300.
 */
export async function verifyQuote(
  database: Database,
  given: { text: string; speaker?: string | null | undefined },
): Promise<QuoteVerification> {
  const quote = given.text
    .replace(/[\0\p{Cs}]/gu, " ")
    .normalize("NFC")
    .replace(AROUND, "");
  const count = comparableWords(quote).length;
  if (count < LEAST_WORDS || count > MOST_WORDS) {
    throw new InputError("text", `\`text\` has ${LEAST_WORDS} to ${MOST_WORDS} words, not ${count}.`);
  }
  const matched = await matchFilter(database, { speaker: given.speaker == null ? null : [given.speaker] });
  const speakerIds = matched.speaker && new Set(await underSpeakers(database, bearerIds(matched.speaker)));
  const candidates = await findQuoteCandidates(database, quote);
  const matches = candidates
    .map(({ statement, texts }) => {
      const best = texts.map((text) => likenessOf(quote, text)).reduce(better);
      const isTheirs = !speakerIds || (statement.speakerId !== null && speakerIds.has(statement.speakerId));
      const verdict: Verdict = best.verdict === "NONE" || isTheirs ? best.verdict : "OTHER_SPEAKER";
      return { statement, verdict, likeness: best.likeness };
    })
    .filter(({ verdict }) => verdict !== "NONE")
    .sort((one, other) => verdictRank(one.verdict) - verdictRank(other.verdict) || other.likeness - one.likeness);
  return { verdict: matches[0]?.verdict ?? "NONE", matches, matched };
}

function better(one: Likeness, other: Likeness): Likeness {
  const [first, second] = [verdictRank(one.verdict), verdictRank(other.verdict)];
  return first < second || (first === second && one.likeness >= other.likeness) ? one : other;
}

function verdictRank(verdict: Verdict): number {
  return VERDICTS.indexOf(verdict);
}
