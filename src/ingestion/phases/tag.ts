import type { Database } from "../../database.ts";
import { readTaggable } from "../../record/tagging.ts";
import { openTagger, type TagsOf } from "../../text/mentions.ts";
import type { AttributedArticle, AttributedDraft } from "./attribute.ts";

/** Reads the archive's topics and returns what finds their slugs in a text. */
export async function readTagger(database: Database): Promise<TagsOf<string>> {
  const topics = await readTaggable(database);
  return openTagger(topics.map(({ slug, names }) => ({ topic: slug, names })));
}

/** Adds to each statement the topics that its text or its article's headline mentions, unless its format states them. */
export function tagDrafts(drafts: readonly AttributedDraft[], tagsOf: TagsOf<string>): AttributedDraft[] {
  return drafts.map((draft) => ("article" in draft ? { article: tagArticle(draft.article, tagsOf) } : draft));
}

function tagArticle(article: AttributedArticle, tagsOf: TagsOf<string>): AttributedArticle {
  const inHeadline = [...tagsOf(article.headline)].map((topic) => ({ topic, basis: "HEADLINE" as const }));
  const statements = article.statements.map((statement) => {
    const inText = () => [...tagsOf(statement.text)].map((topic) => ({ topic, basis: "TEXT" as const }));
    return { ...statement, mentions: statement.mentions ?? [...inText(), ...inHeadline] };
  });
  return { ...article, statements };
}
