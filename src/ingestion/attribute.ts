import { type Decision, openMentions } from "./attribute/decide.ts";
import type { ArticleDraft, SpeakerDraft, StatementDraft } from "./drafts.ts";

/** How a mention became a speaker, or why it did not. docs/attribution.md explains each. */
export const resolutions = [
  /** A speaker of the archive bears the name. */
  "KNOWN_NAME",
  /** A full name that nobody in the archive bears. */
  "FULL_NAME",
  /** A part of the one full name in the article that has it. */
  "PART_OF_NAME",
  "PRONOUN",
  /** People whom the article does not name there: "officials". */
  "UNNAMED",
  /** Several in the archive, or in the article, bear the name. */
  "AMBIGUOUS",
  /** Anything else: several speakers at once, "the president", a thing. */
  "UNRESOLVED",
] as const;
export type Resolution = (typeof resolutions)[number];

/** A speaker of the archive. */
export interface KnownSpeaker {
  slug: string;
  name: string;
  /**
   * False where an import has made it and nobody has looked at it since: then only full names lead to it. Else a name that
   * is found late in a corpus would be known when its beginning is read again, and change what was said of it.
   */
  reviewed?: boolean;
}

/** The archive's speakers, as far as `namesToLookUp` asks for them. */
export interface Lookup {
  /** Who bears a name, as `normalizeName` writes it. */
  speakersNamed(normalizedName: string): readonly KnownSpeaker[];
}

export type ResolvedSpeaker = Exclude<SpeakerDraft, { mention: string }>;

export interface AttributedStatement extends StatementDraft {
  speaker: ResolvedSpeaker;
  /** Only where the speaker was a mention. */
  resolution?: Resolution;
}

export interface Attributed extends Omit<ArticleDraft, "statements"> {
  statements: AttributedStatement[];
}

/** Says who an article's statements are by, as far as a lookup tells. */
export type Attribute = (lookup: Lookup) => Attributed;

/**
 * Every name, as `normalizeName` writes it, by which the article's speakers may be asked for, so that they can be fetched at
 * once for many articles.
 */
export function namesToLookUp(attribute: Attribute): string[] {
  const names = new Set<string>();
  // Whoever finds nobody asks for everything.
  attribute({ speakersNamed: (name) => names.add(name) && [] });
  return [...names];
}

/**
 * Reads an article, once for both asking and deciding, to decide for every statement that has only what the article prints of
 * its speaker who that is: a speaker whom the archive knows by that name, a full name, the full name in the same article that
 * the mention is part of, or nobody. Wrong is worse than unknown: what can be read in two ways stays UNKNOWN. Depends on
 * nothing but the article and the lookup, and answers the same once the names that it has found are speakers of the archive.
 * Speakers that are no mention stay as they are.
 */
export function openArticle(article: ArticleDraft): Attribute {
  const mentions = new Set(article.statements.flatMap(({ speaker }) => ("mention" in speaker ? speaker.mention : [])));
  const decide = openMentions(article, [...mentions]);
  return (lookup) => {
    const decisions = decide(lookup);
    const statements = article.statements.map((statement): AttributedStatement => {
      const { speaker } = statement;
      if (!("mention" in speaker)) return { ...statement, speaker };
      return { ...statement, ...(decisions.get(speaker.mention) as Decision) };
    });
    return { ...article, statements };
  };
}
