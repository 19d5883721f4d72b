import type { ArticleDraft, SpeakerDraft, StatementDraft } from "../formats/drafts.ts";
import { type Decision, type Lookup, openMentions, type Resolution } from "../text/attribution/decide.ts";

export interface AttributedStatement extends StatementDraft {
  speaker: Exclude<SpeakerDraft, { mention: string }>;
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
