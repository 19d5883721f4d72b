import type { TypedFilter } from "../archive/statements/filter/typed.ts";
import { readFilter } from "../export/filter.ts";
import { findAll, readInFull } from "../export/found.ts";
import { notedNames } from "../export/matched.ts";
import { say, withArchive } from "./archive.ts";
import { statementText } from "./statementText.ts";

/** The exit code if nothing was found, as `grep` has it. */
export const NOTHING_FOUND = 1;

/** Runs `onrecord search`: prints the newest statements that the filter finds, and says whether there are more. */
export async function printFound(filter: TypedFilter, first: number): Promise<void> {
  await withArchive(async ({ database }) => {
    const found = await findAll(database, readFilter(filter));
    for (const { note } of notedNames(found.matches)) say(note);
    const { value: ids = [] } = await found.ids(first + 1).next();
    const statements = await readInFull(database, (ids as number[]).slice(0, first));
    process.stdout.write(statements.map(statementText).join("\n"));
    if (statements.length === 0) {
      say("No statement was found.");
      process.exitCode = NOTHING_FOUND;
    }
    if (ids.length > first)
      say(`There are more: --first ${first * 10} shows up to ${first * 10}; \`onrecord export\` writes all.`);
  });
}
