import { bearersOf } from "../../archive/names/bearers.ts";
import type { Database } from "../../database.ts";
import type { ArticleDraft, Draft, SpeakerDraft, StatementDraft } from "../../formats/drafts.ts";
import { bearing, decideByBearers, reviewedBearing } from "../../text/attribution/bearers.ts";
import { openMentions } from "../../text/attribution/decide.ts";
import type { Decision, Lookup, Resolution } from "../../text/attribution/decision.ts";

/** A statement whose speaker is no longer a mere mention. */
export interface AttributedStatement extends StatementDraft {
  speaker: Exclude<SpeakerDraft, { mention: string } | { cell: string }>;
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
  return decideByBearers(distinct) ?? { speaker: { name: cell } };
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
 * that are not mentions stay as they are.
 */
export function openArticle(article: ArticleDraft): AttributeWith {
  const mentions = new Set(article.statements.flatMap(({ speaker }) => ("mention" in speaker ? speaker.mention : [])));
  const decide = openMentions(article, [...mentions]);
  return (lookup) => {
    const decisions = decide(lookup);
    const statements = article.statements.map((statement): AttributedStatement => {
      const { speaker } = statement;
      if ("cell" in speaker) return { ...statement, ...decideByCell(speaker, lookup) };
      if (!("mention" in speaker)) return { ...statement, speaker };
      return { ...statement, ...(decisions.get(speaker.mention) as Decision) };
    });
    return { ...article, statements };
  };
}
