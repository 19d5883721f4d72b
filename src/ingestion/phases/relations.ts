import type { Database } from "../../database.ts";
import type { Asserter } from "../../document/asserter.ts";
import { importOfOrigins, leftBehind, type SharedRows, sharedRows } from "../../record/importRuns.ts";
import type { ImportRun } from "../run.ts";
import type { Batch } from "./batch.ts";
import type { Lineage } from "./lineage.ts";

/** A file of which all is recorded, and whether it was taken for another one than those of its name. */
interface RecordedFile {
  asserter: Asserter;
  lineage: Lineage;
  isOther: boolean;
}

/**
 * Tells at the end of a file kept by hand how it stands to files of other imports, which it may correct: it has their passages, or
 * their name, or no longer has articles that an earlier version of it had. Without `--replaces`, what those have on record stays.
 */
export async function relationsOf(
  database: Database,
  { format, replaced }: ImportRun,
  { isLast }: Batch,
  { asserter, lineage, isOther }: RecordedFile,
): Promise<string[]> {
  if (!format.isKeptByHand || !isLast || replaced) return [];
  const namesake = isOther ? await importOfOrigins(database, lineage.earlier) : null;
  const shared = (await sharedRows(database, asserter)).filter(
    ({ importId, printings }) => printings > 0 || importId !== namesake,
  );
  const left = await leftBehind(database, asserter);
  return [
    ...shared.map(tellShared),
    ...(namesake !== null && !shared.some(({ importId }) => importId === namesake) ? [tellNamesake(namesake)] : []),
    ...(left ? [tellLeft(left)] : []),
  ];
}

function tellShared({ importId, printings, articles }: SharedRows): string {
  const [count, what] = printings > 0 ? [printings, "passages"] : [articles, "articles"];
  const [which, stay] = count === 1 ? [`1 of these ${what} is`, "stays"] : [`${count} of these ${what} are`, "stay"];
  return `${which} on record by import ${importId} and ${stay} as recorded: if this file corrects that import’s, ${adviceToReplace(importId)}`;
}

function tellNamesake(importId: number): string {
  return `The file has the name of one of import ${importId} and less than half of its words, so it was taken for another: if it is that file rewritten, ${adviceToReplace(importId)}`;
}

function tellLeft({
  importId,
  articles,
  statements,
}: {
  importId: number;
  articles: number;
  statements: number;
}): string {
  const [what, stay] = statements === 1 ? ["1 statement", "stays"] : [`${statements} statements`, "stay"];
  const where = articles === 1 ? "1 article" : `${articles} articles`;
  return `${what} in ${where} of an earlier version, which this file does not have any more, ${stay} on record: to take them out, ${adviceToReplace(importId)}`;
}

function adviceToReplace(importId: number): string {
  return `import it again with --replaces ${importId}`;
}
