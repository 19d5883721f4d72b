import { findPersonNames } from "../text/attribution/articleNames.ts";
import { openMentions } from "../text/attribution/decide.ts";
import type { Decision } from "../text/attribution/decision.ts";
import { english } from "../text/attribution/english.ts";
import type { ReadText, Unit } from "./article.ts";
import { findBodyByDescription } from "./speakers/bodies.ts";
import { findLongerName, isAbbreviated } from "./speakers/chains.ts";
import { findByDescription } from "./speakers/descriptions.ts";
import { joinsNames, mentionText } from "./speakers/mentionText.ts";
import { findNameInMention } from "./speakers/nameInMention.ts";
import { chooseNamesake } from "./speakers/namesakes.ts";
import { findPersonMentions, isPlaceName, type PersonMention } from "./speakers/persons.ts";
import { type OtherPerson, resolvePronoun } from "./speakers/pronouns.ts";
import { findRuns, type NameRun } from "./speakers/runs.ts";

/** The source of a statement in a text, by its units; none without a mention. */
export interface SourcePlace {
  units: readonly number[];
}

/** The speaker whom a mention means within the article, and others whom it may mean. */
export type SourceSpeaker = MeantSpeaker & { others?: readonly OtherPerson[] };

type MeantSpeaker =
  /** The fullest name that the article gives; `evidence` is the mention that leads to it, if it is another one (UTF-16 units). */
  | { status: "NAMED"; name: string; kind: "PERSON" | "ORGANISATION"; evidence: { start: number; end: number } | null }
  /** Described and not named: "officials". */
  | { status: "UNNAMED" }
  /** It cannot be told. */
  | { status: "UNKNOWN" };

/** What an article shows of names. */
interface Names {
  read: ReadText;
  runs: readonly NameRun[];
  persons: readonly PersonMention[];
}

const NOT_KNOWN: SourceSpeaker = { status: "UNKNOWN" };
const NOT_NAMED: SourceSpeaker = { status: "UNNAMED" };
const NO_SPEAKERS_KNOWN = { speakersNamed: () => [] };
const THIRD_PERSON = new Set(["he", "she", "him", "her", "his", "hers"]);

/**
 * Finds whom each source means within the article: people by their fullest name, organisations whole, "he" and "she" by whom the
 * text spoke of before. A mention that may mean several is UNKNOWN.
 *
 * @param sources in reading order
 */
export function resolveSpeakers(read: ReadText, sources: readonly SourcePlace[]): SourceSpeaker[] {
  const mentions = sources.map(({ units }) => mentionText(read, units));
  const article = { headline: "", language: "en", body: read.text };
  const decisions = openMentions(article, mentions.filter(Boolean))(NO_SPEAKERS_KNOWN);
  const runs = findRuns(read);
  const byName = sources.map(({ units }, i) =>
    resolveName(read, units, mentions[i] as string, decisions.get(mentions[i] as string), runs),
  );
  const persons = findPersonMentions(read, personNames(read, byName));
  const names: Names = { read, runs, persons };
  const resolved: SourceSpeaker[] = [];
  for (const [i, { units }] of sources.entries())
    resolved.push(
      chosenOf(names, units, decisions.get(mentions[i] as string), lastPerson(resolved)) ??
        resolveOne(names, units, byName[i] as SourceSpeaker, lastPerson(resolved)),
    );
  return resolved;
}

function resolveName(
  read: ReadText,
  units: readonly number[],
  mention: string,
  decision: Decision | undefined,
  runs: readonly NameRun[],
): SourceSpeaker {
  if (mention === "" || !decision || decision.resolution === "PRONOUN") return NOT_KNOWN;
  const { speaker } = decision;
  if ("name" in speaker) return named(speaker.name, "PERSON");
  const isUnnamed = "status" in speaker && speaker.status === "UNNAMED";
  const found = findNameInMention(read, units);
  if (found?.kind === "PERSON") return named(found.name, "PERSON");
  if (isUnnamed || !found) return isUnnamed || !/\p{Lu}/u.test(mention.slice(1)) ? NOT_NAMED : NOT_KNOWN;
  if (decision.resolution === "AMBIGUOUS" || joinsNames(read, units)) return NOT_KNOWN;
  const isAbbreviation = isAbbreviated(found.name);
  const longer =
    isAbbreviation || mention.startsWith(found.name) || english.isTitle(firstWord(mention))
      ? findLongerName(found.name, runs)
      : null;
  const isPerson = longer !== null && !isAbbreviation;
  return named(longer ?? found.name, isPerson ? "PERSON" : "ORGANISATION");
}

/** Returns the one among several bearers of the mention's name; null for any other mention. */
function chosenOf(
  { read, persons }: Names,
  units: readonly number[],
  decision: Decision | undefined,
  previous: string | null,
): SourceSpeaker | null {
  const [first] = units;
  if (first === undefined || decision?.resolution !== "AMBIGUOUS") return null;
  return chooseNamesake(read, first, mentionText(read, units), persons, previous);
}

function firstWord(mention: string): string {
  return (mention.split(" ")[0] ?? "").toLowerCase().replaceAll(".", "");
}

function withEvidence(
  { name, start, end }: { name: string; start: number; end: number },
  kind: "PERSON" | "ORGANISATION",
): SourceSpeaker {
  return { status: "NAMED", name, kind, evidence: { start, end } };
}

function named(name: string, kind: "PERSON" | "ORGANISATION"): SourceSpeaker {
  return { status: "NAMED", name, kind, evidence: null };
}

/** Returns the full names of the people in the article, also of those whom only a source shows to be people. */
function personNames(read: ReadText, speakers: readonly SourceSpeaker[]): string[][] {
  const { persons } = findPersonNames("", read.text, english);
  const names = persons
    .map((person) => person.names.map(({ text }) => text))
    .filter(([shortest]) => !isPlaceName(shortest ?? ""));
  const known = new Set(names.flat());
  for (const speaker of speakers) {
    if (speaker.status !== "NAMED" || speaker.kind !== "PERSON" || known.has(speaker.name)) continue;
    known.add(speaker.name);
    names.push([speaker.name]);
  }
  return names;
}

function resolveOne(
  { read, persons }: Names,
  places: readonly number[],
  byName: SourceSpeaker,
  previous: string | null,
): SourceSpeaker {
  const [first] = places;
  if (first === undefined) return NOT_KNOWN;
  const unit = read.units[first] as Unit;
  if (places.length === 1 && THIRD_PERSON.has(unit.lower)) return resolvePronoun(read, first, persons, previous);
  if (byName.status !== "NAMED") {
    const described = findByDescription(read, places, persons);
    if (described) return withEvidence(described, "PERSON");
    const body = findBodyByDescription(read, places);
    return body ? withEvidence(body, "ORGANISATION") : byName;
  }
  if (mentionText(read, places).includes(byName.name)) return byName;
  const evidence = persons.find(({ name, isFull }) => isFull && name === byName.name);
  return { ...byName, evidence: evidence ? { start: evidence.start, end: evidence.end } : null };
}

/** The last of the sources before that means a person. */
function lastPerson(resolved: readonly SourceSpeaker[]): string | null {
  const last = resolved.findLast((speaker) => speaker.status === "NAMED" && speaker.kind === "PERSON");
  return last?.status === "NAMED" ? last.name : null;
}
