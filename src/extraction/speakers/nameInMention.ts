import { english } from "../../text/attribution/english.ts";
import { nameIn } from "../../text/attribution/personName.ts";
import { tokensOf } from "../../text/attribution/tokens.ts";
import { wordSet } from "../../text/attribution/wordSet.ts";
import type { ReadText, Unit } from "../article.ts";
import { findRuns, isDayOrMonth, type NameRun } from "./runs.ts";

/** A name that a mention contains. */
export interface NameInMention {
  name: string;
  kind: "PERSON" | "ORGANISATION";
}

/** Nouns for bodies that speak as one: with the words before them they are a name ("the Iraqi government"). */
export const BODIES: ReadonlySet<string> = new Set(
  "government military army navy police ministry administration parliament court party agency department council commission embassy presidency cabinet regime militia club team union".split(
    " ",
  ),
);
/** Nouns for texts, which speak for those who made them. */
const CARRIERS = wordSet(`
  analysis announcement article assessment decision document editorial inquiry investigation letter memo message note order paper
  poll post report research resolution review ruling statement study survey`);
/** Nouns for media, which stand before or behind their names. */
const MEDIA_NOUNS = wordSet(
  "agency broadcaster channel daily journal magazine network newspaper paper site station tabloid website weekly",
);
const INDEFINITE = /^(?:an?|one|some|any|another|every|each|no)$/;
const PREPOSITION = /^(?:of|for|to|by|from|with|at|in|on|about|against|'s)$/;

/**
 * Returns the name that a mention of several words means: the person or body in apposition ("the owner, Jane Roe", "the newspaper
 * Haaretz"), or the body that it describes. Null for "a Kremlin spokesman", who is not the Kremlin.
 */
export function findNameInMention(read: ReadText, places: readonly number[]): NameInMention | null {
  const [first, last] = [places[0] ?? 0, places.at(-1) ?? -1];
  const { units } = read;
  const runs = findRuns(read, first, last).filter(({ first: at }) => isFree(units, at, first));
  const introduced = introducedName(read, runs, first, last);
  if (introduced) return introduced;
  const own = runs.filter(({ first: at, last: end }) => isOwn(units, at, end, first, last));
  const person = own.map(({ text }) => asPerson(text)).find((name) => name !== null);
  if (person) return { name: person, kind: "PERSON" };
  const body = bodyOf(read, first, last);
  if (body) return { name: body, kind: "ORGANISATION" };
  const run = ownName(
    units,
    own.filter((each) => !isDescription(each) && !each.words.every((word) => isDayOrMonth(word))),
    last,
  );
  return run ? { name: run.text, kind: "ORGANISATION" } : null;
}

/**
 * Tells whether no preposition stands before a name: not "the manager of the Islamic Centre", who is not the centre. Those who write a
 * report or a ruling speak in it: "an investigation by the BBC".
 */
function isFree(units: readonly Unit[], at: number, first: number): boolean {
  const before = at - 1 > first && /^(?:the|an?)$/.test(units[at - 1]?.lower ?? "") ? at - 2 : at - 1;
  if (before < first || !PREPOSITION.test(units[before]?.lower ?? "")) return true;
  return units[before]?.lower === "by" && units.slice(first, before).some(({ lower }) => CARRIERS.has(lower));
}

/**
 * Returns the name that a description introduces behind a comma ("an exiled commander, Jane Roe", "the state news agency, Petra"), a
 * name with an age ("Roe, 24,"), and a medium by its kind ("Gazette magazine").
 */
function introducedName(
  { units }: ReadText,
  runs: readonly NameRun[],
  first: number,
  last: number,
): NameInMention | null {
  const end = units[last]?.text === "," ? last - 1 : last;
  const [run] = runs;
  const only = runs.length === 1 && run?.first === first ? run : undefined;
  if (only && units[only.last + 1]?.text === "," && /^\d{1,3}$/.test(units[end]?.text ?? "") && end === only.last + 2) {
    return { name: only.text, kind: "PERSON" };
  }
  if (only && only.last === end - 1 && MEDIA_NOUNS.has(units[end]?.lower ?? "")) {
    return { name: only.text, kind: "ORGANISATION" };
  }
  const final = runs.at(-1);
  const noun = final && units[final.first - 2];
  if (!final || !noun || final.last !== end || units[final.first - 1]?.text !== "," || final.first - 2 < first + 1)
    return null;
  const description = units.slice(first, final.first - 1);
  if (!english.definite.has(description[0]?.lower ?? "") && !/^an?$/.test(description[0]?.lower ?? "")) {
    if (units[first + 1]?.lower !== "'s") return null;
  }
  if (description.some(({ lower }) => lower === "," || lower === "and")) return null;
  const isPerson = description.some(({ lower }) => english.isPerson(lower));
  if (isPerson) return final.words.length > 1 ? { name: final.text, kind: "PERSON" } : null;
  return MEDIA_NOUNS.has(noun.lower) ? { name: final.text, kind: "ORGANISATION" } : null;
}

/** A later name is in apposition to the noun before it: "South Korean news agency Yonhap". */
function ownName(units: readonly Unit[], runs: readonly NameRun[], last: number): NameRun | undefined {
  const [first] = runs;
  if (!first) return undefined;
  const next = units[first.last + 1];
  const isAdjective = next?.isWord && !next.isCapital && first.last < last;
  return isAdjective ? (runs[1] ?? first) : first;
}

/** Tells whether a name stands where the mention's own name stands: at its beginning or its end, or beside a comma. */
function isOwn(units: readonly Unit[], at: number, end: number, first: number, last: number): boolean {
  const [before, after] = [units[at - 1], units[end + 1]];
  if (after?.lower === "'s") return false;
  const isBeginning = at === first || (at === first + 1 && english.definite.has(before?.lower ?? ""));
  const isEnd =
    end === last ||
    /^[,(]$/.test(after?.text ?? "") ||
    /^(?:who|which|himself|herself|itself)$/.test(after?.lower ?? "");
  const goesOn = units.slice(end + 1, last + 1).filter(({ isWord }) => isWord);
  if (isBeginning && end > at) return isEnd || !goesOn.some(({ lower }) => english.isPerson(lower));
  return isEnd && (isBeginning || at > first);
}

function asPerson(text: string): string | null {
  const name = nameIn(tokensOf(text), english);
  return name?.isFull && (name.hasGivenName || name.hasTitle) ? name.text : null;
}

/** "President", "South Korean", "Chief Minister": descriptions that only stand in capitals. */
function isDescription({ words }: NameRun): boolean {
  return words.every((word) => english.isTitle(word.toLowerCase()) || english.isPerson(word.toLowerCase()));
}

/** Returns "Iraqi government" of "the Iraqi government": a body with the name before it. */
function bodyOf({ text, units }: ReadText, first: number, last: number): string | null {
  const start = english.definite.has(units[first]?.lower ?? "") ? first + 1 : first;
  let end = start;
  while (end < last && isWithinName(units[end + 1] as Unit)) end += 1;
  const head = units[end];
  const beginning = units[start];
  if (!head || head.isCapital || !BODIES.has(head.lower) || !beginning?.isCapital || INDEFINITE.test(beginning.lower))
    return null;
  return text.slice(beginning.start, head.end).replace(/\s+/g, " ");
}

function isWithinName({ isWord, lower }: Unit): boolean {
  return isWord && (lower === "'s" || !PREPOSITION.test(lower));
}
