import type { Undone } from "../history/undoImport.ts";
import { undoImportAs } from "../history/undoneImports.ts";
import { type Import, isImportId, listImports } from "../record/importRuns.ts";
import { say, withArchive } from "./archive.ts";
import { tableOf } from "./table.ts";

/** Prints the imports (`onrecord imports`): a table, or a JSON array with everything stored with each. */
export async function printImports({ json }: { json: boolean }): Promise<void> {
  const imports = await withArchive(({ database }) => listImports(database));
  if (json) process.stdout.write(`${JSON.stringify(imports)}\n`);
  else if (imports.length === 0) say("There are no imports yet.");
  else process.stdout.write(tableOf([IMPORTS_HEADER, ...imports.map(importCells)]));
}

const IMPORTS_HEADER = ["id", "begun (UTC)", "format", "files", "articles", "printings", "speakers", "state"];

function importCells({ id, startedAt, format, files, articles, statements, speakers, finishedAt, replaces }: Import) {
  const begun = startedAt.toISOString().slice(0, 16).replace("T", " ");
  const state = finishedAt ? "finished" : "not finished";
  const whole = replaces === null ? state : `${state}, replaces ${replaces}`;
  return [id, begun, format, files, articles, statements, speakers, whole];
}

/**
 * Undoes an import (`onrecord imports undo`) and prints what changed.
 *
 * @param given the import's id, as it was typed
 * @param by the name that the history shows
 */
export async function undoCommand(given: string, { by }: { by: string }): Promise<void> {
  const operator = { kind: "PERSON", name: by, version: "onrecord imports undo" } as const;
  const undone = isImportId(given)
    ? await withArchive(({ database }) => undoImportAs(database, operator, Number(given)))
    : null;
  if (!undone) throw new Error(`There is no import “${given}”: find its id with \`onrecord imports\`.`);
  process.stdout.write(`Import ${given} is undone. ${describeUndone(undone)}\n`);
}

/** Returns what an undoing did, with the number of rows by table. */
export function describeUndone({ removed, restored, kept }: Undone): string {
  const parts = Object.entries(removed).map(([table, rows]) => `${rows.toLocaleString("en")} ${table}`);
  const events = kept === 1 ? "1 topic stays an event" : `${kept.toLocaleString("en")} topics stay events`;
  const left = kept > 0 ? ` Kept: ${events}, because of dates, a place or statements that others gave.` : "";
  return `Removed: ${parts.join(", ") || "nothing"}. Restored: ${restored.toLocaleString("en")} rows.${left}`;
}
