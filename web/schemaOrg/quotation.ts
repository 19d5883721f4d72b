import { statementAddress } from "../address/nouns.ts";
import type { StatementKind, TopicKind } from "../generated/operations.ts";
import { type ArticleFacts, newsArticleOfSchemaOrg } from "./newsArticle.ts";
import { type NamedFacts, type SpeakerFacts, speakerOfSchemaOrg, topicOfSchemaOrg } from "./nouns.ts";

/** A statement, with what schema.org wants to know. */
export interface StatementFacts {
  urn: string;
  text: string;
  kind: StatementKind;
  saidOn: string;
  language: string;
  status: string;
  speaker?: SpeakerFacts | null | undefined;
  occasion?: NamedFacts<TopicKind> | null | undefined;
  topics: readonly NamedFacts<TopicKind>[];
  /** The article that printed it first. */
  article: ArticleFacts;
}

/** The `genre` of each kind, as in the export to JSON-LD; schema.org itself has no word for a paraphrase. */
const GENRES: Record<StatementKind, string> = {
  DIRECT: "direct quotation",
  MIXED: "paraphrase with quoted words",
  INDIRECT: "paraphrase",
};

/** Describes a statement as a `Quotation` of schema.org, part of the `NewsArticle` that printed it first. */
export function quotationOfSchemaOrg(statement: StatementFacts, origin: string) {
  const { urn, text, kind, saidOn, language, status, speaker, occasion, topics, article } = statement;
  return {
    "@type": "Quotation",
    "@id": urn,
    url: `${origin}${statementAddress(urn)}`,
    text,
    genre: GENRES[kind],
    inLanguage: language,
    ...(status !== "PUBLISHED" && { creativeWorkStatus: status }),
    ...(speaker && { spokenByCharacter: speakerOfSchemaOrg(speaker, origin) }),
    dateCreated: saidOn,
    datePublished: article.publishedOn,
    ...(occasion && { recordedAt: topicOfSchemaOrg(occasion, origin) }),
    about: topics.map((topic) => topicOfSchemaOrg(topic, origin)),
    isPartOf: newsArticleOfSchemaOrg(article, origin),
  };
}
