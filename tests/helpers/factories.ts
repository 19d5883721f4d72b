import type { ArchiveDocument } from "../../src/document/document.ts";

// Parts of documents, complete with what a test does not care about. All people, places and outlets are invented.

export type SourcePart = NonNullable<ArchiveDocument["sources"]>[number];
export type SpeakerPart = NonNullable<ArchiveDocument["speakers"]>[number];
export type TopicPart = NonNullable<ArchiveDocument["topics"]>[number];
export type ArticlePart = NonNullable<ArchiveDocument["articles"]>[number];
export type StatementPart = NonNullable<ArticlePart["statements"]>[number];

export function source(name: string, rest: Partial<SourcePart> = {}): SourcePart {
  return { name, kind: "OUTLET", fictional: true, ...rest };
}

export function speaker(name: string, rest: Partial<SpeakerPart> = {}): SpeakerPart {
  return { name, kind: "PERSON", fictional: true, ...rest };
}

export function topic(name: string, rest: Partial<TopicPart> = {}): TopicPart {
  return { name, kind: "ISSUE", fictional: true, ...rest };
}

/** An article without a body, at an address of its name. */
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

/** A paraphrase by nobody in particular; its words also mark its place. */
export function statement(text: string, rest: Partial<StatementPart> = {}): StatementPart {
  const who = rest.speaker === undefined ? { speakerStatus: "UNNAMED" as const } : {};
  return { kind: "INDIRECT", text, ...who, appearance: { passage: { exact: text } }, ...rest };
}
