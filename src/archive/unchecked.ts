import { Prisma, type StanceStatus, type StatementStatus } from "../generated/prisma/client.ts";

const { sql, raw } = Prisma;

/** Whether somebody sees the statements that nobody vouches for: whoever may edit does, and nobody else. */
export interface Sight {
  seesUnchecked: boolean;
}

/** The statuses of statements that nobody vouches for. Retracted ones were public, and stay so, with the reason. */
const uncheckedStatuses: readonly StatementStatus[] = ["PROPOSED", "REJECTED"];

/** Tells whether nobody vouches for a statement or a stance of this status, so that only editors may see it. */
export function isUnchecked(status: StatementStatus | StanceStatus): boolean {
  return uncheckedStatuses.includes(status);
}

/** Replaces the statements that somebody must not see by null, as if they did not exist. */
export function seenBy<Row extends { status: StatementStatus }>(
  { seesUnchecked }: Sight,
  rows: readonly (Row | null)[],
): (Row | null)[] {
  return seesUnchecked ? [...rows] : rows.map((row) => (row && isUnchecked(row.status) ? null : row));
}

/** Returns the condition that somebody may see a statement of this status, a text; one that is not known is no secret. */
export function statusSeenBy({ seesUnchecked }: Sight, status: Prisma.Sql): Prisma.Sql {
  const among = raw(uncheckedStatuses.map((each) => `'${each}'`).join(", "));
  return seesUnchecked ? sql`TRUE` : sql`(${status} IN (${among})) IS NOT TRUE`;
}

/**
 * The condition that a row of the table `revision` shows no stance that waits or was rejected, before the change and after it. Its
 * status after the change is what its next change found, otherwise what it is now; for a removed stance, what it was last.
 */
export const isPublicStanceChange = sql`(
  revision.table_name <> 'stance' OR COALESCE(revision.before ->> 'status', '') = 'PUBLISHED' OR 'PUBLISHED' = COALESCE(
    (
      SELECT was.before ->> 'status'
      FROM revision AS was
      WHERE was.table_name = 'stance' AND was.key = revision.key AND was.id > revision.id AND was.before ? 'status'
      ORDER BY was.id
      LIMIT 1
    ),
    (SELECT status::text FROM stance WHERE stance.id = (revision.key ->> 'id')::bigint),
    revision.before ->> 'status'
  )
)`;

/**
 * Returns the status that a statement had after a row of the history: what its next change found, otherwise what it is now; for a
 * removed statement, what it was last.
 */
export function statusAfter(statementId: Prisma.Sql, revisionId: Prisma.Sql): Prisma.Sql {
  const statusWas = (rest: Prisma.Sql) => sql`(
  SELECT was.before ->> 'status'
  FROM revision AS was
  WHERE was.node = 'STATEMENT' AND was.node_id = ${statementId} AND was.table_name = 'statement' AND was.before ? 'status' ${rest}
  LIMIT 1
)`;
  return sql`COALESCE(
  ${statusWas(sql`AND was.id > ${revisionId} ORDER BY was.id`)},
  (SELECT status::text FROM statement WHERE statement.id = ${statementId}),
  ${statusWas(sql`ORDER BY was.id DESC`)}
)`;
}
