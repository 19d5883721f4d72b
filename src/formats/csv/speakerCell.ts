import { english } from "../../text/attribution/english.ts";
import { german } from "../../text/attribution/german.ts";
import { isGivenName } from "../../text/attribution/givenNames.ts";
import { foldedWords, normalizeName } from "../../text/names.ts";
import type { SpeakerDraft } from "../drafts.ts";

const UNNAMED_CELL = /^(?:anonymous|unnamed|not named)$/i;
const UNKNOWN = /^(?:unknown|none|n\/?a|not known|[?–—-]+)$/i;
/** "a senior official", "The mayor", "officials", "he": a description and no name. */
const DESCRIPTION =
  /^(?:[Aa]n?|[Tt]he|[Oo]ne|[Ss]ome|[Tt]wo|[Ss]everal|[Mm]any|[Hh]is|[Hh]er|[Tt]heir)\s+\p{Ll}|^[^\p{Lu}\p{Lt}\p{Lo}]+$/u;

/** A name's words: with a capital or of a script without capitals, or a particle between them. */
const CELL_WORD =
  /^(?:[\p{Lu}\p{Lt}\p{Lo}][\p{L}\p{M}.’'ʼ‐‑-]*|(?:al|el|bin|ibn|d|l)[-'’]\p{Lu}[\p{L}\p{M}.’'ʼ‐‑-]*)$/u;
/** Titles of languages that the attribution of mentions does not read, and forms of address. */
const OTHER_TITLES = new Set(
  foldedWords(`mme mlle monsieur madame m herr frau sr sra srta don doña sig signor signora dott avv ing dhr mevr pan pani
    panie fru hr президент министр мэр господин госпожа premier maire ministre président présidente députée député alcalde
    alcaldesa ministro ministra presidente presidenta sindaco sindaca prefeito prefeita burgemeester wethouder borgmästare
    statsminister burmistrz minister prezydent bürgermeister bürgermeisterin oberbürgermeister oberbürgermeisterin dr prof`),
);
const AFTER_NAME = /^(?:mps?|meps?|msp|mla|mdb|mdl|mdep|phd|md|qc|kc|esq|obe|cbe|mbe|ma|msc|ba|jd|llm)$/;
/** They tell a person from another one of the same name. */
const GENERATION = /^(?:jr|sr|junior|senior|i{2,3}|iv|the younger|the elder)\.?$/i;
const BRACKETED = /\s*[([（［{][^()[\]（）［］{}]*[)\]）］}]/gu;
const ORGANISATION =
  /(?<!\p{L})(?:ministry|department|party|committee|council|commission|board|association|union|office|agency|institute|university|company|corporation|group|foundation|society|federation|court|club|bank|trust|llc|ltd|inc|gmbh|verein|partei|ministerium|rat|parti|ministère|partido|ministerio|partito|ministero|министерство|партия)(?!\p{L})/iu;
/** Countries whose names join two words. */
const JOINED_PLACE = /^(?:trinidad|bosnia|antigua|saint|st|sao|turks|wallis|papua|tyne|brighton)/;

const JOINED = /\s*[;/|\n+]\s*|\s+(?:and|und|och|og|и|а также|as well as|with|plus)\s+|\s*&\s*/iu;
/** Words that also join the two surnames of one person. */
const JOINED_OR_NAME = /\s+(?:et|y|e|en|i)\s+/iu;

/** Reads the cell of a speaker: a name, a description, or a name with something around it. */
export function readSpeakerCell(given: string | undefined): SpeakerDraft {
  const cell = given?.replace(/\s*[:：]$/u, "").replace(/\s+/gu, " ");
  if (!cell || UNKNOWN.test(cell)) return { status: "UNKNOWN" };
  if (UNNAMED_CELL.test(cell)) return { status: "UNNAMED" };
  if (DESCRIPTION.test(cell)) return { mention: cell };
  if (isSeveral(given as string)) return { cell, names: [], isSeveral: true };
  const names = namesInCell(cell);
  return names.length === 0 ? { name: cell } : { cell, names, isSeveral: false };
}

/** Tells whether a cell names several speakers. A name that "and" may be part of, as an organisation's, is one. */
function isSeveral(cell: string): boolean {
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

function looksLikeName(text: string, fewest: number): boolean {
  const words = text.trim().split(/\s+/u);
  return words.filter((word) => CELL_WORD.test(word)).length >= fewest && words.some((word) => CELL_WORD.test(word));
}

/**
 * Returns the names that a cell may mean besides the cell as it is: without brackets, titles, and the words behind a comma or
 * a dash; and "Last, First" in the other order. Whether one of them is meant depends on who is known.
 */
export function namesInCell(cell: string): string[] {
  const bare = cell.replace(BRACKETED, "").trim();
  const split = bare.split(/\s*[,，/]\s*|\s+[–—|-]\s+/u).filter(Boolean);
  const generation = split.slice(1).find((part) => GENERATION.test(part));
  const [first = "", ...rest] = split.filter((part) => part !== generation);
  const parts = [
    first,
    ...rest.filter((part) => !ORGANISATION.test(part)),
    ...(rest[0] ? [`${rest[0]} ${first}`] : []),
  ];
  const names = parts
    .flatMap((part) => [part, ...withoutTitles(part)])
    .map((name) => (generation ? `${name} ${generation}` : name))
    .filter((name) => looksLikeName(name, 2));
  return [...new Set(names)].filter((name) => name !== cell);
}

/** Returns a name without the titles before it and the letters after it. */
function withoutTitles(part: string): string[] {
  const words = part.split(/\s+/u);
  const end = words.findLastIndex((word) => !AFTER_NAME.test(normalizeName(word).replaceAll(" ", ""))) + 1;
  const own = words.slice(0, end);
  const starts = own.map((_, at) => at).filter((at) => at > 0 && own.length - at >= 2 && areTitles(own.slice(0, at)));
  return [0, ...starts].map((at) => own.slice(at).join(" ")).filter((name) => name !== part);
}

/** Tells whether words before a name are an office or a form of address: "Mayor", "Harbour Minister", "Former Lord". */
function areTitles(words: readonly string[]): boolean {
  const last = words.at(-1) as string;
  // "Spokesman for …", "wife of …", "…'s lawyer": then the name is another person's.
  if (!(CELL_WORD.test(last) || isTitle(last)) || words.some((word) => /['’]s?$/u.test(word))) return false;
  return words.some(isTitle);
}

function isTitle(written: string): boolean {
  const word = normalizeName(written).replaceAll(" ", "");
  if (isGivenName(word)) return false;
  const isKnown = [english, german].some(
    (language) => language.isTitle(word) || (language.isPerson(word) && !language.isMany(word)),
  );
  return isKnown || OTHER_TITLES.has(word);
}
