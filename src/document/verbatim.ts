import type { StatementKind } from "../generated/prisma/client.ts";
import { normalizeWording } from "../text/names.ts";
import { hasQuotationMark } from "../text/quotation/marks.ts";
import { wordingDigest } from "../text/wording.ts";

/** The words of a statement or of a printing, and whether they are those that were spoken. */
export interface KindOfWords {
  kind: StatementKind;
  text: string;
}

/** How a statement's words disagree with those of its printings. */
export type VerbatimFault = "NO_DIRECT_PRINTING" | "DIRECT_PRINTING" | "OTHER_WORDS";

/**
 * Returns how a statement breaks the rule of verbatim words, or null if it keeps it: a statement is DIRECT if and only
 * if one of its printings is, and then it has the words of a direct printing. The rule `verbatim`
 * (record/check/statements.ts) says the same of the kinds in SQL.
 */
export function findVerbatimFault(statement: KindOfWords, printings: readonly KindOfWords[]): VerbatimFault | null {
  const direct = printings.filter(({ kind }) => kind === "DIRECT");
  if (statement.kind !== "DIRECT") return direct.length > 0 ? "DIRECT_PRINTING" : null;
  if (direct.length === 0) return "NO_DIRECT_PRINTING";
  const wording = normalizeWording(statement.text);
  return direct.some(({ text }) => normalizeWording(text) === wording) ? null : "OTHER_WORDS";
}

/** Returns whether words are called MIXED although they quote nothing (table rule `has_text_of_its_kind`). */
export function isFalselyMixed({ kind, text }: KindOfWords): boolean {
  return kind === "MIXED" && !hasQuotationMark(text);
}

/** Returns the digest that tells the same wording (`wordingDigest`); null unless the words are DIRECT. */
export function digestOfWords({ kind, text }: KindOfWords): string | null {
  return kind === "DIRECT" ? wordingDigest(text) : null;
}
