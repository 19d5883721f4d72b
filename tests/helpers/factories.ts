import type { Asserter } from "../../src/document/asserter.ts";
import type { ArchiveDocument } from "../../src/document/document.ts";

// Parts of documents, with default values for the fields that a test does not set. All people, places and outlets are
// invented.

export type SourcePart = NonNullable<ArchiveDocument["sources"]>[number];
export type SpeakerPart = NonNullable<ArchiveDocument["speakers"]>[number];
export type TopicPart = NonNullable<ArchiveDocument["topics"]>[number];
export type PropositionPart = NonNullable<ArchiveDocument["propositions"]>[number];
export type ArticlePart = NonNullable<ArchiveDocument["articles"]>[number];
export type StatementPart = NonNullable<ArticlePart["statements"]>[number];

export const IMPORT: Asserter = { kind: "IMPORT", name: "test", version: "1" };
export const OTHER_IMPORT: Asserter = { kind: "IMPORT", name: "other", version: "1" };

export const BODY = `Mayor Ada Brandt said on Friday that the old harbour must stay open. “The harbour fed us for three hundred years,” she said. “It will feed us for another hundred.” 🚢 Her critics were not convinced.`;

/** A direct quotation that occurs once in BODY. */
export const QUOTE = "The harbour fed us for three hundred years";

export function source(name: string, rest: Partial<SourcePart> = {}): SourcePart {
  return { name, kind: "OUTLET", fictional: true, ...rest };
}

export function speaker(name: string, rest: Partial<SpeakerPart> = {}): SpeakerPart {
  return { name, kind: "PERSON", fictional: true, ...rest };
}

export function topic(name: string, rest: Partial<TopicPart> = {}): TopicPart {
  return { name, kind: "ISSUE", fictional: true, ...rest };
}

export function proposition(name: string, rest: Partial<PropositionPart> = {}): PropositionPart {
  return { name, fictional: true, ...rest };
}

/** Returns an article of the Sandholm Post without a body, at an address made from its name. */
export function article(name: string, statements: StatementPart[], rest: Partial<ArticlePart> = {}): ArticlePart {
  return {
    url: `https://news.example.org/${name}`,
    headline: `On ${name}`,
    publishedAt: "2021-05-07",
    language: "en",
    source: "sandholm-post",
    fictional: true,
    statements,
    ...rest,
  };
}

/** Returns a paraphrase by an unknown speaker; its words also mark its place. */
export function statement(text: string, rest: Partial<StatementPart> = {}): StatementPart {
  const who = "speaker" in rest ? {} : { speakerStatus: "UNNAMED" as const };
  return { kind: "INDIRECT", text, ...who, appearance: { passage: { exact: text } }, ...rest };
}

/** Returns words of Ada Brandt about the harbour as a direct quotation. */
export function quotation(text: string, rest: Partial<StatementPart> = {}): StatementPart {
  return statement(text, { kind: "DIRECT", speaker: "ada-brandt", topics: ["harbour"], ...rest });
}

/** Returns a paraphrase of Ada Brandt about the harbour, whose place a few words mark. */
export function paraphrase(exact: string, rest: Partial<StatementPart> = {}): StatementPart {
  const appearance = { passage: { exact } };
  return quotation(`It was reported: ${exact}.`, { kind: "INDIRECT", appearance, ...rest });
}

/** Returns a document with people, places and outlets of Sandholm, and the given articles. */
export function documentWith(...articles: ArticlePart[]): ArchiveDocument {
  return {
    sources: [source("Sandholm Post"), source("Coast Wire", { kind: "AGENCY" })],
    speakers: [
      speaker("Ada Brandt", {
        names: ["A. Brandt", { name: "Ада Брандт", language: "ru" }],
        roles: [{ label: "Mayor of Sandholm", startsOn: "2019", endsOn: "2023-05" }],
      }),
      speaker("Olaf Grün"),
      speaker("Harbour Alliance", { kind: "GROUP", members: ["ada-brandt", "olaf-gruen"] }),
    ],
    topics: [
      topic("Harbour", { kind: "PLACE", broader: ["sandholm"] }),
      topic("Sandholm", { kind: "PLACE" }),
      topic("Fishing"),
    ],
    articles,
  };
}
