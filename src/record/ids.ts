import type { Database } from "../database.ts";
import { assignStatements, type CurrentStatement } from "./assign.ts";
import { takePositions } from "./positions.ts";
import type { Printing } from "./printings.ts";
import { findElsewhere, findSameWording, type StoredPrinting } from "./stored.ts";
import { takeIds } from "./write.ts";

/** A printing with the keys that it is stored under. */
export interface KeyedPrinting extends Printing {
  id: number;
  statementId: number;
  position: number;
}

/**
 * Gives every printing its keys before anything is written: those that it has already, else new ones. Tells which statements these
 * are that are not there yet.
 *
 * @param storedOf what is stored of a printing already
 * @param stored all that the articles print and that stays
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

  // Ids are taken when it is known how many: until then new statements are told apart by numbers below zero.
  let newStatements = 0;
  const candidates = await findSameWording(database, printings);
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
