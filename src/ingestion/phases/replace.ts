import { InputError } from "../../archive/lists/inputError.ts";
import type { Database } from "../../database.ts";
import type { Format } from "../../formats/drafts.ts";
import { formats } from "../../formats.ts";
import { readReplaced, type TakenOut, takeOutReplaced } from "../../record/replaced.ts";
import { addReports, emptyReport, rejectedIn, withNotes } from "../report.ts";
import type { ImportRun } from "../run.ts";

/**
 * Returns the files of the import that is to be replaced.
 *
 * @throws InputError if there is no such import, or if it has files of another kind
 */
export async function expectReplaceable(
  database: Database,
  format: Format,
  importId: number,
): Promise<{ originNames: readonly string[] }> {
  const known = await readReplaced(database, importId);
  if (!known) {
    throw new InputError(
      "replaces",
      `There is no import “${importId}” to replace: find its id with \`onrecord imports\`.`,
    );
  }
  const isTable = (name: string) => formats.find((each) => each.name === name)?.isKeptByHand ?? false;
  if (known.format !== format.name && !(isTable(known.format) && isTable(format.name))) {
    const message = `Import ${importId} has files of the format ${known.format}, which files of the format ${format.name} cannot replace: undo it instead, with \`onrecord imports undo ${importId}\`.`;
    throw new InputError("replaces", message);
  }
  return known;
}

/**
 * Takes out what the replaced import has on record and the corrected files have not, once all of them are recorded. Rows that were
 * rejected may be among it, so nothing is taken out until every row is accepted.
 */
export async function finishReplacing(run: ImportRun): Promise<void> {
  const { replaces } = run.options;
  if (replaces === undefined || !run.last) return;
  const rejected = rejectedIn(run.report);
  if (rejected > 0) {
    const why = rejected === 1 ? "1 record was rejected" : `${rejected} records were rejected`;
    const note = `What import ${replaces} has beyond these files stays on record, because ${why}: correct them and import again with --replaces ${replaces}`;
    run.report = addReports(run.report, withNotes([note]));
    return;
  }
  const taken = await takeOutReplaced(run.database, run.last, [...run.originIds]);
  run.report = addReports(run.report, reportTaken(taken, replaces));
}

function reportTaken({ printings, statements, articles }: TakenOut, replaces: number) {
  const what = articles === 1 ? "1 article" : `${articles} articles`;
  const note = articles > 0 ? [`Taken out: ${what} of import ${replaces} that these files do not have`] : [];
  const { passages } = emptyReport();
  return { ...withNotes(note), unprinted: statements, passages: { ...passages, gone: printings } };
}
