import type { Database } from "../database.ts";
import type { Asserter } from "../document/asserter.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { importsByIds } from "../record/listedImports.ts";
import { openRecorder } from "../record/recorder.ts";
import { type Undone, undoImport } from "./undoImport.ts";

const { sql } = Prisma;

/** An import that was undone, as its entry in the history keeps it. */
export interface UndoneImport {
  id: string;
  format: string;
  /** The names of its files; at most 20. */
  files: string[];
  fileCount: number;
  /** Null if it was read by the command. */
  importedBy: string | null;
  startedAt: Date;
}

/**
 * Undoes an import and enters in the history who did so, and which import it was. The entry has no parts: the rows that went
 * and came back are not in it, and it cannot be undone.
 *
 * @returns null if there is no such import
 */
export async function undoImportAs(database: Database, by: Asserter, importId: number): Promise<Undone | null> {
  return database.transaction(async (transaction) => {
    const [known] = await importsByIds(transaction, [importId]);
    if (!known) return null;
    // What is taken back is not the word of the one who asks for it: no trigger may note it as theirs.
    await transaction.query(sql`/* imports.undo.anonymous */ SELECT set_config('onrecord.origin', '', TRUE)`);
    const undone = await undoImport(transaction, importId);
    if (!undone) return null;
    const { id, format, files, fileCount, importedBy, startedAt } = known;
    const { originId } = await openRecorder(transaction, by);
    const kept = JSON.stringify({ id, format, files, fileCount, importedBy, startedAt } satisfies UndoneImport);
    await transaction.query(
      sql`/* imports.undo.enter */ INSERT INTO change (origin_id, action, undone_import) VALUES (${originId}::bigint, 'importUndo', ${kept}::jsonb)`,
    );
    return undone;
  });
}

/** Reads the import that a change undid, as `undoImportAs` has kept it; null if it is no such change. */
export function readUndoneImport(kept: Prisma.JsonValue): UndoneImport | null {
  if (kept === null) return null;
  const read = kept as unknown as Omit<UndoneImport, "startedAt"> & { startedAt: string };
  return { ...read, startedAt: new Date(read.startedAt) };
}
