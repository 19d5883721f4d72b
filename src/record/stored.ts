import type { Database } from "../database.ts";
import type { SpeakerColumns } from "../document/printingKey.ts";
import { Prisma } from "../generated/prisma/client.ts";
import type { Recorder } from "./assertions.ts";

const { sql } = Prisma;

/** A stored printing, with the columns that identify it and its statement. */
export interface StoredPrinting extends SpeakerColumns {
  id: number;
  articleId: number;
  /** Whether this origin, or another version of it, recorded the printing and so may change it. */
  isOwn: boolean;
  /** Whether this origin asserts the printing, and an editor has taken it over by changing it or its statement. */
  isEdited: boolean;
  /** Whether this origin, in any version, asserts the printing, and whether any other origin does. */
  isAsserted: boolean;
  isAssertedByOthers: boolean;
  position: number;
  exact: string;
  prefix: string;
  suffix: string;
  start: number | null;
  statementId: number;
  uuid: string;
  digest: string | null;
  saidAt: Date;
}

/** Reads all printings of the articles, of every origin. */
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
  appearance.origin_id = ANY (${lineage}::bigint[]) AS "isOwn",
  COALESCE(asserted.by_us, FALSE) AND origin.kind = 'PERSON' AND origin.id <> ALL (${lineage}::bigint[]) AS "isEdited",
  COALESCE(asserted.by_us, FALSE) AS "isAsserted", COALESCE(asserted.by_others, FALSE) AS "isAssertedByOthers",
  appearance.exact, appearance.prefix, appearance.suffix, appearance.start_offset AS start, appearance.statement_id AS "statementId",
  statement.speaker_id AS "speakerId", statement.speaker_status AS "speakerStatus",
  statement.uuid, statement.wording_digest AS digest, statement.said_at AS "saidAt"
FROM appearance
JOIN statement ON statement.id = appearance.statement_id
JOIN origin ON origin.id = appearance.origin_id
CROSS JOIN LATERAL (
  SELECT bool_or(origin_id = ANY (${lineage}::bigint[])) AS by_us, bool_or(origin_id <> ALL (${lineage}::bigint[])) AS by_others
  FROM assertion
  WHERE subject = 'APPEARANCE' AND subject_id = appearance.id
) AS asserted
WHERE appearance.article_id = ANY (${articleIds}::bigint[])
ORDER BY appearance.id`,
  );
}

/** Finds the oldest printing of each statement that is not among those given, by statement. */
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
WHERE statement_id = ANY (${statementIds}::bigint[]) AND id <> ALL (${appearanceIds}::bigint[])
GROUP BY statement_id`,
  );
  return new Map(rows.map(({ statementId, id }) => [statementId, id]));
}
