import type { Database } from "../database.ts";
import type { Asserter } from "../document/asserter.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { removeLinksOf } from "./links.ts";
import { openRecorder } from "./recorder.ts";
import { waitForTurn } from "./turns.ts";
import { removeUnasserted } from "./unasserted.ts";

const { sql } = Prisma;

/** How many rows a replaced import has lost: those that the files which replace it do not have. */
export interface TakenOut {
  printings: number;
  statements: number;
  articles: number;
}

/**
 * Removes the rows that only a replaced import vouches for, once its corrected files are recorded: links, printings with their statements
 * and articles, and the speakers, propositions, topics and publishers that nothing needs any more. The history keeps these rows, so
 * that undoing the import of the corrected files restores them.
 *
 * @param asserter one of the corrected files, with the import that it replaces
 * @param corrected the origins of all corrected files
 */
export async function takeOutReplaced(
  database: Database,
  asserter: Asserter,
  corrected: readonly number[],
): Promise<TakenOut> {
  return database.transaction(async (transaction) => {
    await waitForTurn(transaction);
    const { lineage } = await openRecorder(transaction, asserter);
    const stale = lineage.filter((id) => !corrected.includes(id));
    await removeLinksOf(transaction, stale);
    const removed = await removeUnasserted(transaction, stale, [
      "APPEARANCE",
      "ARTICLE",
      "SPEAKER",
      "PROPOSITION",
      "TOPIC",
      "SOURCE",
    ]);
    const { appearance = 0, statement = 0, article = 0 } = removed;
    return { printings: appearance, statements: statement, articles: article };
  });
}

/** Returns the format of an import, and the names of its files as origins; null if there is no such import. */
export async function readReplaced(
  database: Database,
  importId: number,
): Promise<{ format: string; originNames: string[] } | null> {
  const [known] = await database.query<{ format: string; originNames: string[] }>(
    sql`
/* imports.replaced */
SELECT format, ARRAY(
  SELECT DISTINCT origin.name FROM import_file JOIN origin ON origin.id = import_file.origin_id WHERE import_id = import.id
) AS "originNames"
FROM import
WHERE id = ${importId}::bigint`,
  );
  return known ?? null;
}
