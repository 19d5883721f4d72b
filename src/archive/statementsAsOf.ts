import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { through, viewsAsOf } from "./asOf.ts";
import { type Keyset, limited, ordered } from "./lists/keyset.ts";
import { type StatementRow, wholeStatements } from "./statements/rows.ts";
import { list, type StatementList, type StatementRequest } from "./statements.ts";

const { sql } = Prisma;

/**
 * The list as it was at an instant, for a request that is not below a parent: which statements there were and what they were, by
 * every filter, in every order, with every cursor. Names mean what they mean now. Throws InputError as `list` does.
 *
 * The statements that have not changed since are looked for as ever, so that their indexes bring the order; the others apart, and
 * the two are merged.
 */
export async function listAsOf(database: Database, request: StatementRequest, instant: Date): Promise<StatementList> {
  const { unchanged, changed } = viewsAsOf(instant);
  const companions = new Set([...request.wanted.companions].filter((companion) => companion !== "count"));
  const uncounted = { ...request, wanted: { ...request.wanted, companions } };
  const steady = await list(through(database, unchanged), uncounted);
  const other = await list(through(database, changed), uncounted);
  const keyset = inPage(steady.keyset);
  return {
    ...steady,
    select: sql`
WITH ${unchanged.shared}
SELECT page.*
FROM (
  (WITH ${unchanged.tables} ${steady.select})
  UNION ALL (WITH ${changed.tables} ${other.select})
) AS page
ORDER BY ${ordered(keyset, steady.slice)}
${limited(steady.slice)}`,
    count: sql`
WITH ${unchanged.shared}
SELECT (WITH ${unchanged.tables} ${steady.count}) + (WITH ${changed.tables} ${other.count}) AS count`,
    prepared: false,
    take: (record) => asOf(steady.take(record), instant),
  };
}

/** The same order over the columns of a page. */
function inPage(keyset: Keyset): Keyset {
  const columns = keyset.columns.map(({ type }, i) => {
    if (i > 0) return { sql: sql`page."statement.id"`, type };
    return { sql: type === "timestamptz" ? sql`page."statement.saidAt"` : sql`page.rank`, type };
  });
  return { ...keyset, columns };
}

/** One statement as it was at an instant, whatever its status then; null where there was none. */
export async function findAsOf(database: Database, id: number, instant: Date): Promise<StatementRow | null> {
  const past = through(database, viewsAsOf(instant).all);
  const [record] = await past.query<Record<string, unknown>>(
    sql`/* statements.byId */ SELECT ${wholeStatements.select} FROM statement WHERE statement.id = ${id}`,
  );
  return record ? asOf(wholeStatements.take(record), instant) : null;
}

/** The row, marked so that what it does not bring is asked for as it was too. */
function asOf(row: StatementRow, instant: Date): StatementRow {
  const firstAppearance = row.firstAppearance && { ...row.firstAppearance, asOf: instant };
  return { ...row, ...(firstAppearance ? { firstAppearance } : {}), asOf: instant };
}
