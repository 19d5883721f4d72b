import type { Database } from "../database.ts";
import { withoutOuterMarks } from "../text/quotation/marks.ts";
import { otherNumberWritings } from "../text/quoteWords.ts";
import { comparableWords } from "../text/words.ts";
import { InputError } from "./lists/inputError.ts";
import { bearerIds, type Matches, matchFilter } from "./meant.ts";
import { underSpeakers } from "./speakers.ts";
import type { StatementRow } from "./statements/rows.ts";
import { findByRuns, findVerbatim, indexedWords, type SpeakerIds } from "./verification/candidates.ts";
import { type ComparedStatement, compareAll, isAsNear, nearestOf, type QuoteWording } from "./verification/matches.ts";
import { mostRuns, rareRuns } from "./verification/runs.ts";

/** Whether the words are the given speaker's. */
export type QuoteAttribution = "CONFIRMED" | "OTHER_SPEAKER" | "SPEAKER_UNKNOWN" | "NAME_UNKNOWN";

/** A statement that has the words of a quotation, or a good part of them. */
export interface QuoteMatch extends ComparedStatement {
  /** Null if no speaker was given. */
  attribution: QuoteAttribution | null;
}

/** The result of looking a quotation up. */
export interface QuoteVerification {
  wording: QuoteWording;
  /** Null if no speaker was given, or if a known speaker was and the words are not on record. */
  attribution: QuoteAttribution | null;
  matches: QuoteMatch[];
  /** What the speaker's name was taken to mean. */
  matched: Matches;
}

const LONGEST_QUOTE = 300;

/**
 * Looks up whether published statements have the words, and whether they are the speaker's if one is given: any name, slug,
 * global id or Wikidata id; the words of a group also count for its members. Throws InputError for no word or more than 300.
 */
export async function verifyQuote(
  database: Database,
  given: { text: string; speaker?: string | null | undefined },
): Promise<QuoteVerification> {
  // Quotation marks around the words come from the printer, not from the speaker.
  const quote = withoutOuterMarks(given.text.replace(/[\0\p{Cs}]/gu, " ").normalize("NFC"));
  const count = comparableWords(quote).length;
  if (count < 1 || count > LONGEST_QUOTE) {
    throw new InputError("text", `\`text\` has 1 to ${LONGEST_QUOTE} words, not ${count}.`);
  }
  const matched = await matchFilter(database, { speaker: given.speaker == null ? null : [given.speaker] });
  const speakerIds = matched.speaker && (await underSpeakers(database, bearerIds(matched.speaker)));
  const compared = await findNearest(database, quote, speakerIds?.length ? speakerIds : null);
  const matches = compared.map((match) => ({ ...match, attribution: attributionTo(speakerIds, match) }));
  return {
    wording: matches[0]?.wording ?? "NONE",
    attribution: attributionOfNearest(speakerIds, matches),
    matches,
    matched,
  };
}

/**
 * If the speaker's own statements have the words in a row, they are the answer. Otherwise everybody's are looked at too, which
 * tells words of somebody else from words that nobody said.
 */
async function findNearest(database: Database, quote: string, speakerIds: SpeakerIds): Promise<ComparedStatement[]> {
  const own = speakerIds ? await findInRow(database, quote, speakerIds) : [];
  const ownWhole = own.filter(hasAllWords);
  if (ownWhole.length > 0) return nearestOf([ownWhole], () => true);
  const verbatim = await findInRow(database, quote, null);
  const ownNear = speakerIds ? await findNear(database, quote, speakerIds) : [];
  const near = verbatim.some(hasAllWords) ? [] : await findNear(database, quote, null);
  return nearestOf([own, verbatim, ownNear, near], ({ statement }) => isBy(speakerIds, statement));
}

/** Finds the words in a row, with their numbers as they are or as others write them; and what is so but for signs and points. */
async function findInRow(database: Database, quote: string, speakerIds: SpeakerIds): Promise<ComparedStatement[]> {
  const found: ComparedStatement[] = [];
  for (const writing of [quote, ...otherNumberWritings(quote)]) {
    found.push(...(await compareAll(database, quote, await findVerbatim(database, writing, speakerIds))));
    if (found.some(hasAllWords)) break;
  }
  return found;
}

function hasAllWords({ wording }: ComparedStatement): boolean {
  return wording === "EXACT" || wording === "NORMALISED";
}

/** Looks for statements with one change, and for those with more only if no such statement exists. */
async function findNear(database: Database, quote: string, speakerIds: SpeakerIds): Promise<ComparedStatement[]> {
  const words = await indexedWords(database, quote);
  const find = async (lists: readonly string[][], inRow: boolean) =>
    compareAll(database, quote, await findByRuns(database, lists, speakerIds, { inRow }));
  const nearly = await find(mostRuns(words), false);
  if (isChangedOnce(nearly[0], words)) return nearly;
  // Many statements may have the pairs of words and not the words in a row, and hide the one that has.
  const inRow = [...nearly, ...(await find(mostRuns(words), true))];
  return inRow.length > 0 ? inRow : find(rareRuns(words), false);
}

function isChangedOnce(nearest: ComparedStatement | undefined, words: readonly string[]): boolean {
  return nearest !== undefined && nearest.likeness >= (words.length - 1) / words.length;
}

/** The speakers' ids are null if nobody was given, and empty if nobody bears the name given. */
function attributionTo(speakerIds: SpeakerIds, { statement }: ComparedStatement): QuoteAttribution | null {
  if (speakerIds === null) return null;
  if (speakerIds.length === 0) return "NAME_UNKNOWN";
  if (statement.speakerId === null) return "SPEAKER_UNKNOWN";
  return isBy(speakerIds, statement) ? "CONFIRMED" : "OTHER_SPEAKER";
}

/** The nearest matches decide; one whose speaker is not known may be the given speaker's. */
function attributionOfNearest(speakerIds: SpeakerIds, matches: readonly QuoteMatch[]): QuoteAttribution | null {
  if (speakerIds?.length === 0) return "NAME_UNKNOWN";
  const [first] = matches;
  const nearest = new Set(matches.filter((match) => first && isAsNear(match, first)).map((match) => match.attribution));
  const decided = (["CONFIRMED", "SPEAKER_UNKNOWN", "OTHER_SPEAKER"] as const).find((attribution) =>
    nearest.has(attribution),
  );
  return decided ?? null;
}

function isBy(speakerIds: SpeakerIds, { speakerId }: StatementRow): boolean {
  return speakerId !== null && speakerIds?.includes(speakerId) === true;
}
