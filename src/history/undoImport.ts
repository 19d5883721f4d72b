import type { Database } from "../database.ts";
import type { Asserter } from "../document/asserter.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { followSignposts } from "../record/signposts.ts";
import { waitForTurn } from "../record/turns.ts";
import { removeUnasserted } from "../record/unasserted.ts";
import { deferPositions, partPositions } from "./readingOrder.ts";
import { releadStatements } from "./undoImport/relead.ts";
import { restoreRevisions } from "./undoImport/restore.ts";

const { sql } = Prisma;

/** What undoing an import did to the archive. */
export interface Undone {
  /** The number of rows removed, by table; tables without any are left out. */
  removed: Record<string, number>;
  /** The number of rows that the import had changed or removed and that were restored. */
  restored: number;
  /** The number of topics that stay events because others gave them dates or a place, or have statements made there. */
  kept: number;
}

/**
 * Undoes an import, as a whole or not at all. Rows that only the import asserts are removed, and rows that it overwrote or removed are
 * restored. Rows that others assert too pass to them, and values that others have changed since stay.
 *
 * @returns null if there is no such import
 */
export async function undoImport(database: Database, importId: number): Promise<Undone | null> {
  return database.transaction(async (transaction) => {
    await waitForTurn(transaction);
    const known = await transaction.prisma.import.findUnique({ where: { id: importId }, include: { files: true } });
    if (!known) return null;
    const originIds = known.files.map(({ originId }) => originId);
    const undone = await undoOrigins(transaction, originIds);
    await transaction.prisma.importFile.deleteMany({ where: { importId } });
    await removeOrigins(transaction, originIds);
    await transaction.prisma.import.delete({ where: { id: importId } });
    return undone;
  });
}

/**
 * Takes back in the same way what an asserter has recorded, in all of its versions.
 *
 * @returns null if it has recorded nothing
 */
export async function undoAsserter(database: Database, { kind, name }: Asserter): Promise<Undone | null> {
  return database.transaction(async (transaction) => {
    await waitForTurn(transaction);
    const origins = await transaction.prisma.origin.findMany({ where: { kind, name }, select: { id: true } });
    if (origins.length === 0) return null;
    const originIds = origins.map(({ id }) => id);
    const undone = await undoOrigins(transaction, originIds);
    await removeOrigins(transaction, originIds);
    return undone;
  });
}

async function undoOrigins(transaction: Database, originIds: readonly number[]): Promise<Undone> {
  await deferPositions(transaction);
  const removed = await removeUnasserted(transaction, originIds);
  const { restored, kept } = await restoreRevisions(transaction, originIds);
  await partPositions(transaction, sql`origin_id = ANY (${originIds}::bigint[])`);
  // Rows that nothing needs once all others are restored: a name that was a main name, a statement that was split off another.
  const freed = await removeUnasserted(transaction, originIds);
  await releadStatements(transaction, originIds);
  await followSignposts(transaction);
  return { removed: sumCounts(removed, freed), restored, kept };
}

function sumCounts(one: Record<string, number>, other: Record<string, number>): Record<string, number> {
  const counts = Object.keys(one).map((table) => [table, (one[table] ?? 0) + (other[table] ?? 0)] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

async function removeOrigins(database: Database, originIds: readonly number[]): Promise<void> {
  const ids = [...originIds];
  await database.prisma.change.deleteMany({ where: { originId: { in: ids } } });
  await database.prisma.assertion.deleteMany({ where: { originId: { in: ids } } });
  await database.prisma.origin.deleteMany({ where: { id: { in: ids } } });
}
