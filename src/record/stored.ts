import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";
import type { Recorder } from "./assertions.ts";
import type { StoredStatement } from "./assign.ts";
import type { Printing } from "./printings.ts";

const { sql } = Prisma;

/** A printing that is stored already, with what tells its statement from others. */
export interface StoredPrinting {
  id: number;
  articleId: number;
  /** Whether this origin, or an earlier version of it, is the one that recorded it: then it may change it. */
  isOwn: boolean;
  /** Whether this origin asserts it, and an editor has made it his own since, by changing it or its statement. */
  isEdited: boolean;
  /** Whether this origin's lineage asserts it, and whether any other does. */
  isAsserted: boolean;
  isAssertedByOthers: boolean;
  position: number;
  exact: string;
  prefix: string;
  suffix: string;
  start: number | null;
  statementId: number;
  speakerId: number | null;
  speakerStatus: string;
  digest: string | null;
  saidAt: Date;
}

/** All that the articles print, whoever has recorded it. */
export async function findStored(
  database: Database,
  { lineage }: Recorder,
  articleIds: readonly number[],
): Promise<StoredPrinting[]> {
  if (articleIds.length === 0) return [];
  return database.query(
    sql`
/* record.appearance.stored */
SELECT appearance.id, appearance.article_id AS "articleId", appearance.position,
  appearance.origin_id = ANY (${lineage}::int[]) AS "isOwn",
  COALESCE(asserted.by_us, FALSE) AND origin.kind = 'PERSON' AND origin.id <> ALL (${lineage}::int[]) AS "isEdited",
  COALESCE(asserted.by_us, FALSE) AS "isAsserted", COALESCE(asserted.by_others, FALSE) AS "isAssertedByOthers",
  appearance.exact, appearance.prefix, appearance.suffix, appearance.start_offset AS start, appearance.statement_id AS "statementId",
  statement.speaker_id AS "speakerId", statement.speaker_status AS "speakerStatus",
  statement.wording_digest AS digest, statement.said_at AS "saidAt"
FROM appearance
JOIN statement ON statement.id = appearance.statement_id
JOIN origin ON origin.id = appearance.origin_id
CROSS JOIN LATERAL (
  SELECT bool_or(origin_id = ANY (${lineage}::int[])) AS by_us, bool_or(origin_id <> ALL (${lineage}::int[])) AS by_others
  FROM assertion
  WHERE subject = 'APPEARANCE' AND subject_id = appearance.id
) AS asserted
WHERE appearance.article_id = ANY (${articleIds}::int[])
ORDER BY appearance.id`,
  );
}

/** The stored statements that have the speaker and the wording of one of the printings. */
export async function findSameWording(database: Database, printings: readonly Printing[]): Promise<StoredStatement[]> {
  const mergeable = printings.filter(({ digest, speakerId }) => digest !== null && speakerId !== null);
  if (mergeable.length === 0) return [];
  return database.query(
    sql`
/* record.statement.candidates */
SELECT id, speaker_id AS "speakerId", wording_digest AS digest, said_at AS "saidAt"
FROM statement
WHERE (wording_digest, speaker_id) IN (
  SELECT * FROM unnest(${mergeable.map(({ digest }) => digest)}::text[], ${mergeable.map(({ speakerId }) => speakerId)}::int[])
)
ORDER BY id`,
  );
}

/** The oldest printing of each statement that is none of those given, by statement; absent where there is no other. */
export async function findElsewhere(
  database: Database,
  statementIds: readonly number[],
  appearanceIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  if (statementIds.length === 0) return new Map();
  const rows = await database.query<{ statementId: number; id: number }>(
    sql`
/* record.appearance.elsewhere */
SELECT statement_id AS "statementId", min(id) AS id
FROM appearance
WHERE statement_id = ANY (${statementIds}::int[]) AND id <> ALL (${appearanceIds}::int[])
GROUP BY statement_id`,
  );
  return new Map(rows.map(({ statementId, id }) => [statementId, id]));
}
