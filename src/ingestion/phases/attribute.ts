import { bearersOf } from "../../archive/names/bearers.ts";
import type { Database } from "../../database.ts";
import type { ArticleDraft, Draft, SpeakerDraft, StatementDraft } from "../../formats/drafts.ts";
import { bearing, decideByBearers, reviewedBearing } from "../../text/attribution/bearers.ts";
import { openMentions } from "../../text/attribution/decide.ts";
import type { Decision, Lookup, Resolution } from "../../text/attribution/decision.ts";
import { nameForNew } from "../../text/titledNames.ts";

/** A speaker who is no longer a mere mention. */
export type AttributedSpeaker = Exclude<SpeakerDraft, { mention: string } | { cell: string }>;

/** A statement whose speaker and other parties are no longer mere mentions. */
export interface AttributedStatement extends StatementDraft {
  speaker: AttributedSpeaker;
  addressees?: readonly AttributedSpeaker[] | undefined;
  via?: readonly AttributedSpeaker[] | undefined;
  /** How the speaker was found, if the draft had only a mention. */
  resolution?: Resolution;
}

/** An article all of whose statements are attributed. */
export interface AttributedArticle extends Omit<ArticleDraft, "statements"> {
  statements: AttributedStatement[];
}

/** A draft whose statements, if it has any, are attributed. */
export type AttributedDraft = Exclude<Draft, { article: ArticleDraft }> | { article: AttributedArticle };

/** Attributes an article's statements to speakers whom the lookup knows or the article names. */
export type AttributeWith = (lookup: Lookup) => AttributedArticle;

/** Decides who speaks in every statement that has only a mention. Looks all names of the batch up at once. */
export async function attributeDrafts(database: Database, drafts: readonly Draft[]): Promise<AttributedDraft[]> {
  const opened = drafts.map((draft) => ("article" in draft ? openArticle(draft.article) : draft));
  const names = [...new Set(opened.flatMap((one) => (typeof one === "function" ? namesToLookUp(one) : [])))];
  const bearers = await bearersOf(
    database,
    "speaker",
    names.map((name) => ({ name })),
  );
  const byName = new Map(names.map((name, i) => [name, bearers[i] ?? []]));
  const lookup: Lookup = { speakersNamed: (name) => byName.get(name) ?? [] };
  return opened.map((one) => (typeof one === "function" ? { article: one(lookup) } : one));
}

/** Decides whom a cell of a table means. Looks up every name before deciding, so that a first pass can collect the names. */
function decideByCell(
  { cell, names, others, isSeveral }: Extract<SpeakerDraft, { cell: string }>,
  lookup: Lookup,
): Pick<AttributedStatement, "speaker" | "resolution"> {
  const whole = decideByBearers((isSeveral ? reviewedBearing : bearing)([cell], lookup));
  const found = names.flatMap((name) => bearing([name], lookup));
  const isWithOther = others.flatMap((name) => bearing([name], lookup)).length > 0;
  if (whole) return whole;
  if (isSeveral || isWithOther) return { speaker: { status: "UNKNOWN" }, resolution: "UNRESOLVED" };
  const distinct = [...new Map(found.map((bearer) => [bearer.slug, bearer])).values()];
  return decideByBearers(distinct) ?? { speaker: nameForNew(cell) };
}

/** Returns every name, as `normalizeName` writes it, that attributing the article may look up. */
export function namesToLookUp(attribute: AttributeWith): string[] {
  const names = new Set<string>();
  // A lookup that finds nobody is asked for every name.
  attribute({ speakersNamed: (name) => names.add(name) && [] });
  return [...names];
}

/**
 * Reads an article once, for both collecting the names and deciding. The result decides for each mention whose it is: a
 * speaker whom the archive knows by that name, a full name, the full name in the same article that the mention is part of,
 * or nobody. A wrong attribution is worse than none, so whatever can be read in two ways stays UNKNOWN. The decision depends
 * only on the article and the lookup, and stays the same once the names that it found are speakers of the archive. Speakers
 * that are not mentions stay as they are. Whom a statement is said to, and by way of whom it comes, is decided in the same way.
 */
export function openArticle(article: ArticleDraft): AttributeWith {
  const mentionsOf = (speakers: readonly SpeakerDraft[]) => [
    ...new Set(speakers.flatMap((speaker) => ("mention" in speaker ? speaker.mention : []))),
  ];
  const mentions = mentionsOf(article.statements.map(({ speaker }) => speaker));
  const ofOthers = mentionsOf(article.statements.flatMap(({ addressees = [], via = [] }) => [...addressees, ...via]));
  const decide = openMentions(article, mentions);
  // Apart, so that whom a statement is attributed to does not depend on whom others are said to.
  const decideOthers = ofOthers.length > 0 ? openMentions(article, [...mentions, ...ofOthers]) : decide;
  return (lookup) => {
    const [decisions, others] = [decide(lookup), decideOthers(lookup)];
    const decideParty = (party: SpeakerDraft): AttributedSpeaker => {
      if ("cell" in party) return decideByCell(party, lookup).speaker;
      return "mention" in party ? (others.get(party.mention) as Decision).speaker : party;
    };
    const statements = article.statements.map(({ addressees, via, ...statement }): AttributedStatement => {
      const { speaker } = statement;
      const parties = {
        ...(addressees && { addressees: addressees.map(decideParty) }),
        ...(via && { via: via.map(decideParty) }),
      };
      if ("cell" in speaker) return { ...statement, ...parties, ...decideByCell(speaker, lookup) };
      if (!("mention" in speaker)) return { ...statement, ...parties, speaker };
      return { ...statement, ...parties, ...(decisions.get(speaker.mention) as Decision) };
    });
    return { ...article, statements };
  };
}
