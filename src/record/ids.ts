import type { Database } from "../database.ts";
import { takePositions } from "./positions.ts";
import type { Printing } from "./printings.ts";
import { assignStatements, type CurrentStatement, findCandidates } from "./sameStatement.ts";
import { findElsewhere, type StoredPrinting } from "./stored.ts";
import { takeIds } from "./write.ts";

/** A printing with the ids and the position that it is stored under. */
export interface KeyedPrinting extends Printing {
  id: number;
  statementId: number;
  position: number;
}

/**
 * Gives every printing its ids and position before anything is written: those that it has already, otherwise new ones.
 *
 * @param storedOf returns the stored printing that a given one is
 * @param stored all stored printings of the articles that stay
 * @returns `made`: the ids of the statements that do not exist yet
 */
export async function giveKeys(
  database: Database,
  printings: readonly Printing[],
  storedOf: (printing: Printing) => StoredPrinting | undefined,
  stored: readonly StoredPrinting[],
): Promise<{ keyed: KeyedPrinting[]; made: ReadonlySet<number> }> {
  const kept = printings.flatMap((printing) => storedOf(printing) ?? []);
  const keptIds = new Set(kept.map(({ id }) => id));
  const elsewhere = await findElsewhere(
    database,
    kept.map(({ statementId }) => statementId),
    [...keptIds],
  );
  const printingsOf = new Map<number, number>();
  for (const { statementId } of kept) printingsOf.set(statementId, (printingsOf.get(statementId) ?? 0) + 1);
  const current = (printing: Printing): CurrentStatement | undefined => {
    const before = storedOf(printing);
    if (!before) return undefined;
    const id = before.statementId;
    return { ...before, id, isOnlyPrinting: !elsewhere.has(id) && printingsOf.get(id) === 1 };
  };

  // Ids are taken all at once, when their number is known: until then new statements have numbers below zero.
  let newStatements = 0;
  const candidates = await findCandidates(database, printings);
  const assigned = assignStatements(printings, current, candidates, () => -++newStatements);
  const newStatementIds = await takeIds(database, "statement", newStatements);
  const appearanceIds = await takeIds(database, "appearance", printings.length - kept.length);
  const positions = takePositions(printings, stored, keptIds);
  const keyed = printings.map((printing, i) => {
    const statementId = assigned.get(printing) as number;
    return {
      ...printing,
      id: storedOf(printing)?.id ?? (appearanceIds.shift() as number),
      statementId: statementId < 0 ? (newStatementIds[-statementId - 1] as number) : statementId,
      position: positions[i] as number,
    };
  });
  return { keyed, made: new Set(newStatementIds) };
}
