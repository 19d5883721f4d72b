import type { Database } from "../../../database.ts";
import { Prisma } from "../../../generated/prisma/client.ts";
import type { View, Views } from "../../asOf.ts";
import type { Matches } from "../../meant.ts";
import type { Below } from "../filter/field.ts";
import type { Selection } from "../filter/selection.ts";
import { type StatementFilter, select } from "../filter.ts";
import { type CountedColumn, scanStatements, selectedStatements } from "../scan.ts";

const { sql, raw, join } = Prisma;

/** The statements of a list, as something to count: whatever the page. */
export interface Population {
  filter: StatementFilter;
  matches: Matches;
  below: Below | null;
  /** The database, as the filter is understood in it; for a past state, one for each of its views. */
  readings: { database: Database; view: View | null }[];
  /** The expressions that the views are built from; null for the present. */
  shared: Prisma.Sql | null;
}

/** Makes the population of a list of the present. */
export function presentPopulation(
  database: Database,
  list: Pick<Population, "filter" | "matches" | "below">,
): Population {
  return { ...list, readings: [{ database, view: null }], shared: null };
}

/** Makes the population of a list as it was; `unchanged` and `changed` are the database seen through these views. */
export function pastPopulation(
  list: Pick<Population, "filter" | "matches">,
  { unchanged, changed }: Views,
  through: (view: View) => Database,
): Population {
  const readings = [unchanged, changed].map((view) => ({ database: through(view), view }));
  return { ...list, below: null, readings, shared: unchanged.shared };
}

/** Which statements of a population are counted: without one of its filters, and at most the newest so many. */
export interface Counted {
  ignored: readonly (keyof StatementFilter)[];
  most: number | null;
}

/** A counted set in SQL: common table expressions, the name of the last, and how other tables are read beside it. */
export interface CountedSet {
  /** The expression `name`: the ids of the statements and the columns asked for. */
  expressions: Prisma.Sql[];
  name: Prisma.Sql;
  /** A scalar subquery of how many statements there are; one more than `most` if there are more. */
  size: Prisma.Sql;
  /** Returns SELECTs that join the set to other tables, as they were at that time. */
  joined(select: Prisma.Sql): Prisma.Sql;
}

/** Writes the SQL of a counted set. Throws InputError as `select` does. */
export async function countedSet(
  { filter, below, readings }: Population,
  { ignored, most }: Counted,
  columns: readonly CountedColumn[],
  name: string,
): Promise<CountedSet> {
  const narrowing = Object.fromEntries(
    Object.entries(filter).filter(([field]) => !ignored.includes(field as keyof StatementFilter)),
  );
  const parts = readings.map(async ({ database, view }) => {
    const selection = await select(database, narrowing, below);
    return seenIn(view, most === null ? selectedStatements(selection, columns) : newest(selection, columns, most));
  });
  const selected = join(await Promise.all(parts), " UNION ALL ");
  const joined = (select: Prisma.Sql) => join(readings.map(({ view }) => seenIn(view, select)), " UNION ALL ");
  const all = most === null ? raw(name) : raw(`${name}_all`);
  const expressions = [sql`${all} AS MATERIALIZED (${selected})`];
  if (most !== null) {
    const limit = raw(`${most}`);
    expressions.push(sql`${raw(name)} AS (SELECT * FROM ${all} ORDER BY said_at DESC, id DESC LIMIT ${limit})`);
  }
  return { expressions, name: raw(name), size: sql`(SELECT count(*) FROM ${all})`, joined };
}

function seenIn(view: View | null, select: Prisma.Sql): Prisma.Sql {
  return view ? sql`(WITH ${view.tables} ${select})` : select;
}

/** The newest of the selected statements: one more than `most`, which shows that there are more. */
function newest(selection: Selection, columns: readonly CountedColumn[], most: number): Prisma.Sql {
  const slice = { limit: most, backward: false, after: null, before: null };
  const fields = [...new Set<CountedColumn>(["said_at", ...columns])].map((column) => raw(`statement.${column}`));
  return sql`
SELECT newest.id, ${join(fields)}
FROM (${scanStatements(selection, "DESC", slice)}) AS newest
JOIN statement ON statement.id = newest.id`;
}
