import { isPublicStanceChange, type Sight, statusAfter, statusSeenBy } from "../archive/unchecked.ts";
import { Prisma } from "../generated/prisma/client.ts";

const { sql, raw } = Prisma;

/** Returns SQL of the value, an id, that the latest removed row had in a column. `isRow` is the condition on its revision, `was`. */
const lastValue = (column: string, isRow: Prisma.Sql) => sql`(
  SELECT (was.before ->> '${raw(column)}')::bigint
  FROM revision AS was
  WHERE ${isRow} AND was.after IS NULL
  ORDER BY was.id DESC
  LIMIT 1
)`;

/** The statement of the printing that a revision belongs to; the history still knows that of a removed printing. */
const statementOfPrinting = sql`COALESCE(
  (SELECT statement_id FROM appearance WHERE id = revision.node_id),
  ${lastValue("statement_id", sql`was.node = 'APPEARANCE' AND was.node_id = revision.node_id AND was.table_name = 'appearance'`)}
)`;

/** The other statement of a link that a revision is about; the history still knows that of a removed link. */
const targetOfLink = sql`COALESCE(
  (revision.before ->> 'target_id')::bigint,
  (revision.after ->> 'target_id')::bigint,
  (SELECT target_id FROM statement_link WHERE id = (revision.key ->> 'id')::bigint),
  ${lastValue("target_id", sql`was.table_name = 'statement_link' AND was.key = revision.key`)}
)`;

/** Returns the condition that somebody may see a row of the table `revision`: it is no change of words that nobody vouched for. */
export function revisionSeenBy(sight: Sight): Prisma.Sql {
  const isSeen = (statementId: Prisma.Sql) => statusSeenBy(sight, statusAfter(statementId, sql`revision.id`));
  if (sight.seesUnchecked) return sql`TRUE`;
  return sql`CASE revision.node
  WHEN 'STATEMENT' THEN ${isSeen(sql`revision.node_id`)}
    AND (revision.table_name <> 'statement_link' OR ${isSeen(targetOfLink)})
    AND ${isPublicStanceChange}
  WHEN 'APPEARANCE' THEN ${isSeen(statementOfPrinting)}
  ELSE TRUE
END`;
}

/** Returns the condition that somebody may see a row of the table `change`: they may see a part of it, or it has no parts. */
export function changeSeenBy(sight: Sight): Prisma.Sql {
  if (sight.seesUnchecked) return sql`TRUE`;
  const parts = sql`SELECT FROM revision WHERE revision.change_id = change.id AND revision.node_id IS NOT NULL`;
  return sql`(EXISTS (${parts} AND ${revisionSeenBy(sight)}) OR NOT EXISTS (${parts}))`;
}
