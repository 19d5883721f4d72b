import type { Database } from "../database.ts";
import type { Edit } from "../editing/edit.ts";
import { findSpeaker, type Merged, rememberRejection } from "../editing/merges.ts";
import { refuse } from "../editing/problems.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { vouchFor } from "../record/assertions.ts";
import { normalizeName } from "../text/names.ts";
import { findOvertaken } from "./undo/later.ts";
import { takeBack } from "./undo/takeBack.ts";
import { findBrokenRule } from "./undo/whole.ts";
import { declareUndoing } from "./undo.ts";

const { sql } = Prisma;

/**
 * Undoes a merge (`speakerUnmerge`), so that the speaker is independent again. Values that somebody has changed since stay as they are.
 * The pair is remembered as rejected.
 */
export async function unmergeSpeaker(edit: Edit, input: { id: string }): Promise<Merged> {
  const { database, recorder } = edit;
  const { id, name, mergedIntoId } = await findSpeaker(database, input.id);
  if (mergedIntoId === null) refuse("WRONG_STATE", "id", `${name} is not merged into another speaker.`);
  const merge = await findMerge(database, id);
  if (merge.into !== mergedIntoId) {
    refuse("WRONG_STATE", "id", `The speaker that ${name} was merged into has been merged too: undo that merge first.`);
  }
  const overtaken = new Set((await findOvertaken(database, merge.changeId)).map((revision) => revision.id));
  await declareUndoing(database, merge.changeId);
  const fail = (why: string): never => refuse("WRONG_STATE", "id", `The merge cannot be undone: ${why}.`);
  await takeBack(database, merge.changeId, {
    except: overtaken,
    obstruct: () => {},
    fail,
    originId: recorder.originId,
  });
  await keepMainNames(edit, [id, mergedIntoId]);
  const broken = await findBrokenRule(database);
  if (broken) fail(`without it ${broken}`);
  await rememberRejection(database, recorder.originId, id, mergedIntoId);
  return { id, statementCount: await countReturned(database, id) };
}

/** Finds the change that last merged the speaker into another, and the other's id. */
async function findMerge(database: Database, speakerId: number): Promise<{ changeId: number; into: number }> {
  const [merge] = await database.query<{ changeId: number; into: number }>(
    sql`
/* unmerge.merge */
SELECT change_id AS "changeId", (after ->> 'merged_into_id')::bigint AS into
FROM revision
WHERE table_name = 'speaker' AND key = jsonb_build_object('id', ${speakerId}::bigint)
  AND before -> 'merged_into_id' = 'null'
ORDER BY id DESC
LIMIT 1`,
  );
  return merge ?? refuse("WRONG_STATE", "id", "The merge is not in the history, so it cannot be undone.");
}

/** Adds the main name of each speaker to its names, in case the other speaker has kept or lost that name meanwhile. */
async function keepMainNames({ database, recorder }: Edit, speakerIds: readonly number[]): Promise<void> {
  const nameless = await database.query<{ id: number; name: string }>(
    sql`
/* unmerge.nameless */
SELECT id, name
FROM speaker
WHERE id = ANY (${speakerIds}::bigint[])
  AND NOT EXISTS (SELECT FROM speaker_name WHERE speaker_id = speaker.id AND speaker_name.name = speaker.name)`,
  );
  for (const { id: speakerId, name } of nameless) {
    const { id } = await database.prisma.speakerName.create({
      data: { speakerId, name, normalized: normalizeName(name) },
    });
    vouchFor(recorder, "SPEAKER_NAME", [id]);
  }
}

async function countReturned(database: Database, speakerId: number): Promise<number> {
  const [counted] = await database.query<{ count: number }>(
    sql`
/* unmerge.count */
SELECT count(*)::int AS count
FROM revision
WHERE change_id = current_setting('onrecord.change')::bigint AND table_name = 'statement'
  AND after -> 'speaker_id' = to_jsonb(${speakerId}::bigint)`,
  );
  return counted?.count as number;
}
