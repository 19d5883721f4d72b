import type { SourceKind } from "../generated/operations.ts";
import { type NamedFacts, sourceOfSchemaOrg } from "./nouns.ts";

/** An article, with what schema.org wants to know. */
export interface ArticleFacts {
  url: string;
  headline: string;
  publishedOn: string;
  language: string;
  byline?: string | null | undefined;
  source: NamedFacts<SourceKind>;
  wire?: NamedFacts<SourceKind> | null | undefined;
}

/** Describes an article as a `NewsArticle` of schema.org: its publisher, and apart from it the agency that supplied it. */
export function newsArticleOfSchemaOrg(article: ArticleFacts, origin: string) {
  const { url, headline, publishedOn, language, byline, source, wire } = article;
  return {
    "@type": "NewsArticle",
    "@id": url,
    ...(/^https?:/u.test(url) && { url }),
    headline,
    inLanguage: language,
    datePublished: publishedOn,
    ...(byline && { author: { "@type": "Person", name: byline } }),
    publisher: sourceOfSchemaOrg(source, origin),
    ...(wire && { sourceOrganization: sourceOfSchemaOrg(wire, origin) }),
  };
}
