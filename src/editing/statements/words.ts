import { digestOfWords, findVerbatimFault, type KindOfWords } from "../../document/verbatim.ts";
import type { Edit } from "../edit.ts";
import { readStoredStatement, type StatementPrinting } from "./stored.ts";

/** Returns the columns of a statement's words, with the digest derived from them. */
export function wordingColumns({ kind, text }: KindOfWords) {
  return { kind, text, wordingDigest: digestOfWords({ kind, text }) };
}

/**
 * Makes a statement agree with its printings (`findVerbatimFault`) after a printing was added, deleted or changed. If
 * it does not agree, it takes the words and language of the changed printing or, if that is not a direct quotation
 * while another is, of the oldest direct one.
 *
 * @param changed the printing that was added or changed; a changed one does not give its language
 * @returns whether the statement has changed
 */
export async function followPrintings(
  { database }: Edit,
  statementId: number,
  changed?: { id: number; isNew: boolean },
): Promise<boolean> {
  const statement = await readStoredStatement(database, statementId);
  if (!findVerbatimFault(statement, statement.printings)) return false;
  const direct = statement.printings.filter(({ kind }) => kind === "DIRECT");
  const able = direct.length > 0 ? direct : statement.printings;
  const leader = able.find(({ id }) => id === changed?.id) ?? (able[0] as StatementPrinting);
  const language = leader.id === changed?.id && !changed.isNew ? statement.language : leader.language;
  await database.prisma.statement.update({ where: { id: statementId }, data: { ...wordingColumns(leader), language } });
  return true;
}
