import { undoImport } from "../history/undoImport.ts";
import { type Import, listImports } from "../record/importRuns.ts";
import { say, withArchive } from "./archive.ts";
import { tableOf } from "./table.ts";

/** Runs `onrecord imports`: prints a table, or a JSON array with everything recorded about each import. */
export async function printImports({ json }: { json: boolean }): Promise<void> {
  const imports = await withArchive(({ database }) => listImports(database));
  if (json) process.stdout.write(`${JSON.stringify(imports)}\n`);
  else if (imports.length === 0) say("Nothing has been imported yet.");
  else process.stdout.write(tableOf([IMPORTS_HEADER, ...imports.map(importCells)]));
}

const IMPORTS_HEADER = ["id", "begun (UTC)", "format", "files", "articles", "printings", "speakers", "state"];

function importCells({ id, startedAt, format, files, articles, statements, speakers, finishedAt }: Import) {
  const begun = startedAt.toISOString().slice(0, 16).replace("T", " ");
  return [id, begun, format, files, articles, statements, speakers, finishedAt ? "finished" : "not finished"];
}

/**
 * Runs `onrecord imports undo`: undoes an import and prints what changed.
 *
 * @param given the import's id, as typed
 * @throws Error if no import has this id
 */
export async function undoCommand(given: string): Promise<void> {
  const undone = isId(given) ? await withArchive(({ database }) => undoImport(database, Number(given))) : null;
  if (!undone) throw new Error(`There is no import “${given}”: \`onrecord imports\` lists them.`);
  const removed = Object.entries(undone.removed).map(([table, rows]) => `${rows.toLocaleString("en")} ${table}`);
  process.stdout.write(
    `Import ${given} has been undone. Removed: ${removed.join(", ") || "nothing"}. Restored: ${undone.restored.toLocaleString("en")} rows.\n`,
  );
}

/** Returns whether the text is a number that PostgreSQL can give to an import. */
function isId(given: string): boolean {
  return /^[1-9]\d{0,9}$/.test(given) && Number(given) < 2 ** 31;
}
