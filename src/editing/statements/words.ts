import { normalizeWording } from "../../text/names.ts";
import { wordingDigest } from "../../text/wording.ts";
import type { Edit } from "../edit.ts";
import { type EditedStatement, readStoredStatement, type StatementPrinting } from "./stored.ts";

type Wording = Pick<EditedStatement, "kind" | "text">;

/** The columns that follow from a statement's words. */
export function wordingColumns({ kind, text }: Wording) {
  return { kind, text, wordingDigest: kind === "DIRECT" ? wordingDigest(text) : null };
}

/** Whether a printing has a statement's words verbatim, but for case, punctuation and space. */
export function prints({ kind, text }: Pick<StatementPrinting, "kind" | "text">, statement: Wording): boolean {
  return kind === "DIRECT" && normalizeWording(text) === normalizeWording(statement.text);
}

/**
 * Holds the rule between a statement and its printings after one of these has come, gone or changed: it has the verbatim words if
 * any printing is a direct quotation, else what was reported. Where it does so no longer, it takes the words of the printing that
 * has changed, or else of the oldest that can give them, and its language.
 *
 * @param changed the printing that has come or changed; its language is taken only where it has come
 * @returns whether the statement is otherwise now
 */
export async function followPrintings(
  { database }: Edit,
  statementId: number,
  changed?: { id: number; isNew: boolean },
): Promise<boolean> {
  const statement = await readStoredStatement(database, statementId);
  const direct = statement.printings.filter(({ kind }) => kind === "DIRECT");
  const holds =
    statement.kind === "DIRECT" ? direct.some((printing) => prints(printing, statement)) : direct.length === 0;
  if (holds) return false;
  const able = direct.length > 0 ? direct : statement.printings;
  const leader = able.find(({ id }) => id === changed?.id) ?? (able[0] as StatementPrinting);
  const language = leader.id === changed?.id && !changed.isNew ? statement.language : leader.language;
  await database.prisma.statement.update({ where: { id: statementId }, data: { ...wordingColumns(leader), language } });
  return true;
}
