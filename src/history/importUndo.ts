import { z } from "zod";
import type { Edit, Work } from "../editing/edit.ts";
import { readInput, refuse } from "../editing/problems.ts";
import { isImportId, listImports } from "../record/importRuns.ts";
import { undoImportAs } from "./undoneImports.ts";

/** The most printings of an import that is undone by a request: other writers wait meanwhile. */
const MOST_PRINTINGS = 20_000;

const importInput = z.object({ id: z.string() });

/** What the undoing of an import did, in rows of all tables. */
export interface UndoneCounts {
  removedCount: number;
  restoredCount: number;
}

/**
 * Undoes an import (`importUndo`), as `onrecord imports undo` does. Refuses NOT_FOUND, also for one that was undone before, and
 * WRONG_STATE for one that is too large for a request.
 */
export const undoListedImport: Work<unknown, UndoneCounts> = Object.assign(
  async ({ database, editor }: Edit, input: unknown) => {
    const { id } = readInput(importInput, input);
    const known = isImportId(id) ? (await listImports(database, Number(id)))[0] : undefined;
    if (!known) return refuse("NOT_FOUND", "id", `There is no import “${id}”. It may have been undone before.`);
    if (known.statements > MOST_PRINTINGS) {
      const size = known.statements.toLocaleString("en");
      return refuse(
        "WRONG_STATE",
        "id",
        `The import has ${size} printings: undo it with \`onrecord imports undo ${id}\`.`,
      );
    }
    const undone = await undoImportAs(database, editor, known.id);
    const removedCount = Object.values(undone?.removed ?? {}).reduce((total, count) => total + count, 0);
    return { removedCount, restoredCount: undone?.restored ?? 0 };
  },
  { keepsOwnHistory: true as const },
);
