import type { ArchiveDocument } from "../../src/document/document.ts";

/** An article of a document. */
export type ArticleOfDemo = NonNullable<ArchiveDocument["articles"]>[number];
/** A statement in an article of a document. */
export type StatementOfDemo = NonNullable<ArticleOfDemo["statements"]>[number];

type Passage = StatementOfDemo["appearance"]["passage"];
type Rest = Omit<StatementOfDemo, "kind" | "text" | "appearance"> & {
  /** The article's words for the person to whom it attributes the statement. */
  by?: string;
  cue?: string;
  /** The article's words for those to whom it was said, whoever they are. */
  to?: string;
};

/** Returns a direct quotation. If the body prints it in parts, `passage` marks them. */
export function direct(text: string, rest: Rest, passage: Passage = { exact: text }): StatementOfDemo {
  return statement("DIRECT", text, passage, rest);
}

/** Returns a paraphrase with a quoted fragment, and the words that mark its place. */
export function mixed(text: string, exact: string, rest: Rest): StatementOfDemo {
  return statement("MIXED", text, { exact }, rest);
}

/** Returns a paraphrase, and the words that mark its place. */
export function indirect(text: string, exact: string, rest: Rest): StatementOfDemo {
  return statement("INDIRECT", text, { exact }, rest);
}

function statement(
  kind: StatementOfDemo["kind"],
  text: string,
  passage: Passage,
  { by: attributionText, cue, to: addressee, ...rest }: Rest,
): StatementOfDemo {
  return { kind, text, ...rest, appearance: { attributionText, cue, addressee, passage } };
}
