import { DEMO, loadDemo } from "../../prisma/seed/load.ts";
import { loadTopics, STARTER } from "../../prisma/seed/topics.ts";
import { undoAsserter } from "../history/undoImport.ts";
import { migrate } from "../migrate.ts";
import { say, withArchive } from "./archive.ts";
import { describeUndone } from "./imports.ts";

const DEMO_SET = {
  what: "demo archive",
  asserter: DEMO,
  load: loadDemo,
  loaded: "The demo archive is loaded.",
  removed: "Set ONRECORD_DEMO=false: otherwise a server that starts with an archive without articles loads it again.",
};

const TOPIC_SET = {
  what: "starter topics",
  asserter: STARTER,
  load: loadTopics,
  loaded: "The starter topics are loaded. Run `onrecord tag` to apply them.",
  removed: "Topics that statements carry or that others recorded too stay.",
};

/** Runs `onrecord seed`: loads the demo archive or the starter topics, or removes them again. */
export async function seed({ topics, remove }: { topics: boolean; remove: boolean }): Promise<void> {
  const set = topics ? TOPIC_SET : DEMO_SET;
  if (!remove) {
    return withArchive(async ({ url, database }) => {
      await migrate(url, { log: say });
      await set.load(database);
      say(set.loaded);
    }, "MAKE");
  }
  const undone = await withArchive(({ database }) => undoAsserter(database, set.asserter));
  say(
    undone
      ? `${describeUndone(undone)}\n${set.removed}`
      : `The ${set.what} was not loaded: there is nothing to remove.`,
  );
}
