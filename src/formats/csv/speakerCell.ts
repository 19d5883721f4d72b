import { isGivenName } from "../../text/attribution/givenNames.ts";
import { normalizeName } from "../../text/names.ts";
import { isOfficeAlone } from "../../text/officeNames.ts";
import { BRACKETED, looksLikeName, namesInTitles, ORGANISATION } from "../../text/titledNames.ts";
import type { SpeakerDraft } from "../drafts.ts";

const UNNAMED_CELL = /^(?:anonymous|unnamed|not named)$/i;
const UNKNOWN = /^(?:unknown|none|n\/?a|not known|[?–—-]+)$/i;
/** "a senior official", "The mayor", "officials", "he": a description and no name. */
const DESCRIPTION =
  /^(?:[Aa]n?|[Tt]he|[Oo]ne|[Ss]ome|[Tt]wo|[Ss]everal|[Mm]any|[Hh]is|[Hh]er|[Tt]heir)\s+\p{Ll}|^[^\p{Lu}\p{Lt}\p{Lo}]+$/u;

/** Bodies of a government among organisations. */
const OF_GOVERNMENT = /ministry|department|ministerium|minist[èe]r|министерство/iu;

/** Countries whose names join two words. */
const JOINED_PLACE = /^(?:trinidad|bosnia|antigua|saint|st|sao|turks|wallis|papua|tyne|brighton)/;

const JOINED = /\s*[;；、/|\n+]\s*|\s+(?:and|und|och|og|и|а также|as well as|with|plus|vs\.?|versus)\s+|\s*&\s*/iu;
/** Words that also join the two surnames of one person. */
const JOINED_OR_NAME = /\s+(?:et|y|e|en|i|a|ve|και|та|і|or|oder|ou|o|или)\s+/iu;
/** What follows the first of several: "et al.", "and others", "(with Piet Oske)". */
const AND_OTHERS =
  /\s(?:et al\.?|(?:and|und|et|y|e|en|och|og|i|и) (?:others|colleagues|andere|autres|otros|altri|outros|anderen|andra|andre|inni|другие|др\.?)|u\. ?a\.|m\. ?fl\.)$|[([]\s*(?:with|and|mit|und|avec|et|con|y|com|met|med)\s/iu;

/** Reads the cell of a speaker: a name, a description, or a name with something around it. */
export function readSpeakerCell(given: string | undefined): SpeakerDraft {
  const cell = given?.replace(/\s*[:：]$/u, "").replace(/\s+/gu, " ");
  if (!cell || UNKNOWN.test(cell)) return { status: "UNKNOWN" };
  if (UNNAMED_CELL.test(cell)) return { status: "UNNAMED" };
  if (DESCRIPTION.test(cell) || isOfficeAlone(cell)) return { mention: cell };
  if (isSeveral(given as string)) return { cell, names: [], others: [], isSeveral: true };
  const { names, others } = namesInTitles(cell);
  if (names.length + others.length > 0) return { cell, names, others, isSeveral: false };
  const isBody = ORGANISATION.test(cell) && !isGivenName(normalizeName(cell.split(" ", 1)[0] as string));
  return { name: cell, ...(isBody && { kind: OF_GOVERNMENT.test(cell) ? "GOVERNMENT" : "ORGANIZATION" }) };
}

/** Tells whether a cell names several speakers. A name that "and" may be part of, as an organisation's, is one. */
function isSeveral(cell: string): boolean {
  if (AND_OTHERS.test(cell)) return true;
  const bare = cell.replace(BRACKETED, "");
  if (ORGANISATION.test(bare)) return /[;|\n]/.test(bare);
  const parts = bare.split(JOINED).filter((part) => /\p{L}/u.test(part));
  const isName = (part: string) => looksLikeName(part.split(",")[0] as string, 1);
  if (/[;|\n]/.test(bare)) return parts.length > 1;
  if (parts.length > 1) {
    const isFirm = bare.includes("&") && !parts.every((part) => looksLikeName(part, 2));
    return !isFirm && !JOINED_PLACE.test(normalizeName(bare)) && parts.every(isName);
  }
  const halves = bare.split(JOINED_OR_NAME);
  return halves.length > 1 && halves.every((part) => looksLikeName(part, 2));
}
