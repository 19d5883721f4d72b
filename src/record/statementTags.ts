import { statementTagTable } from "../archive/tables/statement.ts";
import { without } from "../archive/tables/table.ts";
import type { Database } from "../database.ts";
import { Prisma, type StatementTag } from "../generated/prisma/client.ts";
import { logInserted, type Recorder, vouchFor } from "./assertions.ts";
import type { KeyedPrinting } from "./ids.ts";
import type { Printing } from "./printings.ts";
import { rowsAsTable, writeRows } from "./write.ts";

const { sql } = Prisma;

const TAG = {
  table: "statement_tag",
  key: ["statementId", "topicId", "basis"],
  fields: without(statementTagTable.fields, "createdAt"),
  nulls: "store",
} as const;

type TagRow = Omit<StatementTag, "createdAt">;

/** The statements that are tagged, by what decides about their tags. */
interface Tagged {
  /** Those with other printings, outside of this record. */
  elsewhere: ReadonlyMap<number, number>;
  /** Those whose words, or a headline above them, are new. */
  reread: ReadonlySet<number>;
  /** Those that this record inserts. */
  made: ReadonlySet<number>;
}

/**
 * Writes the tags of statements. A statement has the topics of all its printings, so a tag is deleted only if all
 * printings are in this record. Topics that the text and the headline mention are written only if these are new:
 * recording the same words again neither adds nor deletes a topic that has joined the archive since.
 *
 * @returns the ids of the statements whose tags have changed
 */
export async function writeTags(
  database: Database,
  recorder: Recorder,
  printings: readonly KeyedPrinting[],
  { elsewhere, reread, made }: Tagged,
): Promise<ReadonlySet<number>> {
  const all = printings.flatMap(({ statementId, tags }) =>
    tags.filter(({ basis }) => basis === "STATED" || reread.has(statementId)).map((tag) => ({ ...tag, statementId })),
  );
  const removed = await findRemovals(database, all, made);
  const held = all.filter((tag) => tag.basis === "STATED" || !removed.has(`${tag.statementId} ${tag.topicId}`));
  const tags = [...new Map(held.map((tag) => [Object.values(tag).join(" "), tag])).values()];
  const whole = printings.filter(({ statementId }) => !made.has(statementId) && !elsewhere.has(statementId));
  const read = whole.filter(
    ({ statementId, given: { mentions } }) => mentions !== undefined && reread.has(statementId),
  );
  const gone = await removeTags(database, tags, statementIdsOf(whole), statementIdsOf(read));
  const isNew = ({ statementId }: TagRow) => made.has(statementId);
  const added = await writeRows(database, TAG, tags, isNew);
  const mentions = added.filter((tag) => tag.basis !== "STATED" && !isNew(tag));
  await logInserted(database, recorder, statementTagTable, mentions);
  const stated = tags.filter(({ basis }) => basis === "STATED");
  for (const tag of stated) {
    vouchFor(recorder, "STATEMENT_TAG", [[tag.statementId, tag.topicId]], () => isNew(tag));
  }
  return new Set([...gone, ...added].map(({ statementId }) => statementId));
}

/**
 * Returns the topics that editors have removed from statements, each as `statement topic`: a mention does not restore
 * them.
 */
async function findRemovals(
  database: Database,
  tags: readonly TagRow[],
  made: ReadonlySet<number>,
): Promise<ReadonlySet<string>> {
  const ids = tags.filter((tag) => tag.basis !== "STATED" && !made.has(tag.statementId)).map((tag) => tag.statementId);
  if (ids.length === 0) return new Set();
  const rows = await database.query<{ key: string }>(
    sql`/* record.tag_removal */ SELECT statement_id || ' ' || topic_id AS key FROM tag_removal WHERE statement_id = ANY (${ids}::bigint[])`,
  );
  return new Set(rows.map(({ key }) => key));
}

/** Asserts those of the given topics that other origins have already recorded for their statements. */
export async function assertStoredTags(
  database: Database,
  recorder: Recorder,
  printings: readonly (Printing & { statementId: number })[],
): Promise<void> {
  const stated = printings.flatMap(({ statementId, tags }) =>
    tags.filter(({ basis }) => basis === "STATED").map(({ topicId }) => ({ statementId, topicId })),
  );
  if (stated.length === 0) return;
  const known = await database.query<{ statementId: number; topicId: number }>(
    sql`
/* record.statement_tag.stored */
SELECT statement_id AS "statementId", topic_id AS "topicId"
FROM statement_tag
WHERE basis = 'STATED' AND (statement_id, topic_id) IN (
  SELECT given.statement_id, given.topic_id FROM ${rowsAsTable({ statementId: "bigint", topicId: "bigint" }, stated)}
)`,
  );
  vouchFor(
    recorder,
    "STATEMENT_TAG",
    known.map((tag) => [tag.statementId, tag.topicId]),
  );
}

function statementIdsOf(printings: readonly KeyedPrinting[]): number[] {
  return printings.map(({ statementId }) => statementId);
}

/** Deletes the tags that are not given: stated ones of `wholeIds`, those by text and headline of `readIds` only. */
async function removeTags(
  database: Database,
  tags: readonly TagRow[],
  wholeIds: readonly number[],
  readIds: readonly number[],
): Promise<{ statementId: number }[]> {
  if (wholeIds.length === 0) return [];
  const ids = new Set(wholeIds);
  const kept = tags.filter((tag) => ids.has(tag.statementId));
  return database.query(
    sql`
/* record.statement_tag.delete */
DELETE FROM statement_tag
WHERE statement_id = ANY (${wholeIds}::bigint[])
  AND (basis = 'STATED' OR statement_id = ANY (${readIds}::bigint[]))
  AND (statement_id, topic_id, basis) NOT IN (
    SELECT given.statement_id, given.topic_id, given.basis FROM ${rowsAsTable(TAG.fields, kept)}
  )
RETURNING statement_id AS "statementId"`,
  );
}
