import { applyTopics } from "../record/tagging.ts";
import { openTagger } from "../text/mentions.ts";
import { say, withArchive } from "./archive.ts";
import { startProgress } from "./progress.ts";

/** Brings the archive's tags in line with its topics (`onrecord tag`), and shows the progress. */
export async function tag({ all = false }: { all?: boolean }): Promise<void> {
  await withArchive(async ({ database }) => {
    const progress = startProgress("statements");
    const sums = { statements: 0, added: 0, removed: 0 };
    for await (const { statements, added, removed } of applyTopics(database, openTagger, { all })) {
      sums.statements += statements;
      sums.added += added;
      sums.removed += removed;
      progress.add(statements);
    }
    progress.end();
    say(
      sums.statements === 0
        ? "The tags are up to date."
        : `${sums.statements} statements read: ${sums.added} tags added, ${sums.removed} removed.`,
    );
  });
}
