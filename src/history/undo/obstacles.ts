import { isSame, keptTables } from "../../archive/tables/journal.ts";
import type { Table } from "../../archive/tables/table.ts";
import { assertedTables } from "../../archive/tables/vouched.ts";
import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";

const { sql, raw, join } = Prisma;

/** A row that a change added and that cannot be removed, and what needs it. */
export interface Needed {
  /** The id of the revision that added the row. */
  id: number;
  needs: string;
}

/**
 * Returns the rows added by these revisions that others need: something refers to them, or another origin asserts them too. Tags that
 * were derived from texts do not count.
 */
export async function findNeeded(database: Database, table: Table, revisionIds: readonly number[]): Promise<Needed[]> {
  const needs = [...referrers(table), ...asserters(table)];
  if (needs.length === 0) return [];
  const name = raw(table.table);
  return database.query<Needed>(
    sql`
/* undo.needed.${raw(table.table)} */
SELECT DISTINCT ON (revision.id) revision.id, needing.needs
FROM revision
CROSS JOIN jsonb_populate_record(NULL::${name}, revision.key) AS place
JOIN ${name} ON ${isSame(table, "place")}
CROSS JOIN LATERAL (${join(needs, " UNION ALL ")}) AS needing (needs)
WHERE revision.id = ANY (${revisionIds}::bigint[])`,
  );
}

function referrers({ table }: Table): Prisma.Sql[] {
  return keptTables.flatMap(({ table: other, parents = {} }) =>
    Object.entries(parents).flatMap(([column, parent]) => {
      if (parent !== table) return [];
      const isDerived = other === "statement_tag" && column === "statement_id" ? "AND basis = 'STATED'" : "";
      return [
        sql`SELECT ${other} WHERE EXISTS (SELECT FROM ${raw(other)} AS referring WHERE referring.${raw(column)} = ${raw(table)}.id ${raw(isDerived)})`,
      ];
    }),
  );
}

function asserters({ table }: Table): Prisma.Sql[] {
  return Object.entries(assertedTables).flatMap(([subject, { table: asserted, key, where = "TRUE" }]) => {
    if (asserted !== table) return [];
    const [id, other] = key.map((column) => raw(`${table}.${column}`));
    return [
      sql`
SELECT 'assertion'
WHERE (SELECT ${raw(where)} FROM (SELECT ${raw(table)}.*) AS own) AND EXISTS (
  SELECT
  FROM assertion
  WHERE subject = ${subject}::"AssertionSubject" AND subject_id = ${id} AND other_id = ${other ?? sql`0`}
    AND NOT EXISTS (
      SELECT
      FROM revision AS own
      WHERE own.change_id = revision.change_id AND own.table_name = 'assertion' AND own.before = '{}'
        AND own.after = to_jsonb(assertion)
    )
)`,
    ];
  });
}
