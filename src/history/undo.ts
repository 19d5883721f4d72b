import { keyOf } from "../archive/globalIds.ts";
import type { Database } from "../database.ts";
import type { Edit } from "../editing/edit.ts";
import { refuse } from "../editing/problems.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { followSignposts } from "../record/signposts.ts";
import { findOvertaken } from "./undo/later.ts";
import { takeBack } from "./undo/takeBack.ts";
import { findBrokenRule } from "./undo/whole.ts";

const { sql } = Prisma;

interface Undoable {
  id: number;
  kind: string;
  undoneBy: number | null;
  isImportUndo: boolean;
}

/**
 * Undoes a change: every row becomes what it was before. The change is refused as a whole (`OVERTAKEN`) if something later depends on it:
 * the same columns of a row were changed again, or a row that it added is needed. The undo is itself a change, and can be undone.
 *
 * @returns the id of the new change
 */
export async function undoRevision({ database, recorder }: Edit, input: { revision: string }): Promise<{ id: number }> {
  const change = await findUndoable(database, keyOf("Revision", input.revision));
  const overtake = (why: string): never => refuse("OVERTAKEN", "revision", `The change cannot be undone: ${why}.`);
  const [overtaken] = await findOvertaken(database, change.id);
  if (overtaken) {
    const { action, by, at } = overtaken;
    overtake(`${action} by ${by} at ${at.toISOString()} has changed the same values since`);
  }
  const id = await declareUndoing(database, change.id);
  await takeBack(database, change.id, {
    except: new Set(),
    obstruct: (_revision, why) => overtake(why),
    fail: overtake,
    originId: recorder.originId,
  });
  await followSignposts(database);
  const broken = await findBrokenRule(database);
  if (broken) overtake(`without it ${broken}`);
  return { id };
}

async function findUndoable(database: Database, id: number | null): Promise<Undoable> {
  const [change] = await database.query<Undoable>(
    sql`
/* undo.change */
SELECT change.id, origin.kind, undoing.id AS "undoneBy", change.undone_import IS NOT NULL AS "isImportUndo"
FROM change
JOIN origin ON origin.id = change.origin_id
LEFT JOIN change AS undoing ON undoing.undoes_id = change.id
WHERE change.id = ${id}::bigint`,
  );
  if (!change) refuse("NOT_FOUND", "revision", "There is no change with this id.");
  if (change.kind !== "PERSON") {
    refuse(
      "WRONG_STATE",
      "revision",
      "The changes of an import can only be undone together, by `onrecord imports undo`.",
    );
  }
  if (change.isImportUndo) {
    refuse(
      "WRONG_STATE",
      "revision",
      "An import that was undone does not come back by `undo`: import its files again.",
    );
  }
  if (change.undoneBy !== null) {
    refuse("WRONG_STATE", "revision", "The change has been undone already.");
  }
  return change;
}

/** Records that the change in progress undoes another. Returns its id. */
export async function declareUndoing(database: Database, undoneId: number): Promise<number> {
  const [change] = await database.query<{ id: number }>(
    sql`/* undo.declare */ UPDATE change SET undoes_id = ${undoneId} WHERE id = current_setting('onrecord.change')::bigint RETURNING id`,
  );
  return change?.id as number;
}
