import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Binaries } from "./binaries.ts";
import { runProgram } from "./binaries.ts";

/**
 * Explains that a cluster was made by another major version of PostgreSQL, and what to do about it. Returns undefined if it was
 * made by that of the programs: then something else is wrong.
 */
export async function explainOtherMajor(binaries: Binaries, folder: string): Promise<string | undefined> {
  const made = (await readFile(join(folder, "PG_VERSION"), "utf8").catch(() => "")).trim();
  const own = /\d+/.exec(await runProgram(binaries, "postgres", ["--version"]))?.[0] ?? "";
  if (made === "" || made === own) return undefined;
  const way =
    Number(made) < Number(own)
      ? "run `onrecord backup archive.backup` with the version of OnRecord that you used before, then, with this one, " +
        "`onrecord restore archive.backup` with ONRECORD_DATA set to a new folder."
      : "use the newer version of OnRecord that made it.";
  return `The archive in ${folder} is in the format of PostgreSQL ${made}, which the PostgreSQL ${own} of this version of OnRecord cannot read: ${way}`;
}
