import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { rowsThen } from "./asOf/rows.ts";
import { allTables, changedTables, unchangedTables } from "./asOf/tables.ts";

const { sql, raw, join } = Prisma;

// The archive as it stood at an instant. Any query can be asked of it: common table expressions with the names of the tables precede
// the query, which then reads them instead. Rows that have not changed since are read from the tables, by their indexes; the others,
// usually few, are rebuilt from their revisions.

/** Tables as they stood, as common table expressions for a query. */
export interface View {
  /** The expressions that the tables of this view, and of other views of the same instant, are built from. */
  shared: Prisma.Sql;
  tables: Prisma.Sql;
  /** The view of the whole archive, for a view of a part of it. */
  whole?: View;
}

/** The views of one instant: the statements that nobody has changed since, the others, and both. */
export interface Views {
  unchanged: View;
  /** The same as `unchanged`, for SQL that reads all rows, as a count does, and not only the first ones. */
  unchangedInSets: View;
  changed: View;
  all: View;
}

/**
 * Returns the tables `statement`, `statement_tag`, `statement_party`, `statement_topic`, `statement_search`, `stance`, `statement_link`,
 * `appearance` and `appearance_span` as they stood at the instant. All other tables are read as they are now: a speaker who was merged since is the
 * one that stays, the hierarchy of topics is today's, and printings in articles that were deleted since are missing.
 */
export function viewsAsOf(instant: Date): Views {
  const at = sql`${instant.toISOString()}::timestamptz`;
  const shared = join(rowsThen(at), ",\n");
  const all: View = { shared, tables: join(allTables(at), ",\n") };
  const part = (tables: Prisma.Sql[]): View => ({ shared, tables: join(tables, ",\n"), whole: all });
  return {
    unchanged: part(unchangedTables(at)),
    unchangedInSets: part(unchangedTables(at, { inSets: true })),
    changed: part(changedTables()),
    all,
  };
}

/** The database of the whole archive, for each that is seen through a view of a part of it. */
const wholes = new WeakMap<Database, Database>();

/** Returns the database in which a condition on other statements is checked: of a part of a past state, the whole of it. */
export function wholeOf(database: Database): Database {
  return wholes.get(database) ?? database;
}

/** Returns the database seen through a view: `query` reads the tables as they stood, but `prisma` reads them as they are now. */
export function through(database: Database, { shared, tables, whole }: View): Database {
  const seen: Database = {
    ...database,
    query: (statement, { instants } = {}) => {
      const asked = sql`${raw("/* asOf */")} WITH ${shared},\n${tables}\nSELECT * FROM (${statement}) AS answer`;
      return database.query(asked, { instants });
    },
  };
  if (whole) wholes.set(seen, through(database, whole));
  return seen;
}
