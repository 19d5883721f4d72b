import type { ArchiveDocument } from "../../src/document/document.ts";

/** An article as a document holds it. */
export type ArticleOfDemo = NonNullable<ArchiveDocument["articles"]>[number];
/** A statement as an article of a document holds it. */
export type StatementOfDemo = NonNullable<ArticleOfDemo["statements"]>[number];

type Passage = StatementOfDemo["appearance"]["passage"];
type Rest = Omit<StatementOfDemo, "kind" | "text" | "appearance"> & {
  /** Whom the article attributes it to, in its words. */
  by?: string;
  cue?: string;
};

/** Verbatim words; where a body prints them in parts, `passage` marks them. */
export function direct(text: string, rest: Rest, passage: Passage = { exact: text }): StatementOfDemo {
  return statement("DIRECT", text, passage, rest);
}

/** A paraphrase with a quoted fragment, and the words that mark its place. */
export function mixed(text: string, exact: string, rest: Rest): StatementOfDemo {
  return statement("MIXED", text, { exact }, rest);
}

/** A paraphrase, and the words that mark its place. */
export function indirect(text: string, exact: string, rest: Rest): StatementOfDemo {
  return statement("INDIRECT", text, { exact }, rest);
}

function statement(
  kind: StatementOfDemo["kind"],
  text: string,
  passage: Passage,
  { by: attributionText, cue, ...rest }: Rest,
): StatementOfDemo {
  return { kind, text, ...rest, appearance: { attributionText, cue, passage } };
}
