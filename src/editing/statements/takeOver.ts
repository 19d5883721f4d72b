import { Prisma } from "../../generated/prisma/client.ts";
import { vouchFor } from "../../record/assertions.ts";
import type { Edit } from "../edit.ts";

const { sql } = Prisma;

/**
 * Gives a statement to the editor who has changed it, with all its printings and stated topics: the editor asserts
 * them, and an import that records them again leaves them as they are (`recordStatements`).
 */
export async function takeOver({ database, recorder }: Edit, statementId: number): Promise<void> {
  const { originId } = recorder;
  await database.query(
    sql`/* editing.takeOver.statement */ UPDATE statement SET origin_id = ${originId}::bigint WHERE id = ${statementId}::bigint AND origin_id <> ${originId}::bigint`,
  );
  await database.query(
    sql`/* editing.takeOver.appearances */ UPDATE appearance SET origin_id = ${originId}::bigint WHERE statement_id = ${statementId}::bigint AND origin_id <> ${originId}::bigint`,
  );
  const [own] = await database.query<{ appearanceIds: number[]; topicIds: number[] }>(
    sql`
/* editing.takeOver.own */
SELECT
  ARRAY(SELECT id FROM appearance WHERE statement_id = ${statementId}::bigint) AS "appearanceIds",
  ARRAY(SELECT topic_id FROM statement_tag WHERE statement_id = ${statementId}::bigint AND basis = 'STATED') AS "topicIds"`,
  );
  vouchFor(recorder, "APPEARANCE", own?.appearanceIds ?? []);
  vouchFor(
    recorder,
    "STATEMENT_TAG",
    (own?.topicIds ?? []).map((topicId) => [statementId, topicId] as const),
  );
}
