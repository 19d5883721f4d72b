import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { rowsThen } from "./asOf/rows.ts";
import { allTables, changedTables, unchangedTables } from "./asOf/tables.ts";

const { sql, raw, join } = Prisma;

// The archive as it stood at an instant. Every query of ours can be asked of that: common table expressions stand before it under
// the names of the tables that it reads, so that it reads these instead. What has not changed since is read from the tables
// by their indexes, and what has (few, as a rule) is put together from its revisions.

/** Tables as they stood, to be put before a query. */
export interface View {
  /** What the tables of the view, and of others of the same instant, are made of. */
  shared: Prisma.Sql;
  tables: Prisma.Sql;
}

/** The views of one instant: of the statements that nobody has changed since, of the others, and of both. */
export interface Views {
  unchanged: View;
  changed: View;
  all: View;
}

/**
 * The tables `statement`, `statement_tag`, `statement_topic`, `statement_search`, `appearance` and `appearance_span` as they stood
 * at the instant. All others are as they are now: a speaker who was merged since is the one that stayed, topics are broader
 * than others as they are now, and a printing in an article that has gone is none.
 */
export function viewsAsOf(instant: Date): Views {
  const at = sql`${instant.toISOString()}::timestamptz`;
  const shared = join(rowsThen(at), ",\n");
  const view = (tables: (at: Prisma.Sql) => Prisma.Sql[]) => ({ shared, tables: join(tables(at), ",\n") });
  return { unchanged: view(unchangedTables), changed: view(changedTables), all: view(allTables) };
}

/** The database through a view: its `query` asks of the tables as they stood. Statements through Prisma do not. */
export function through(database: Database, { shared, tables }: View): Database {
  return {
    ...database,
    query: (statement, { instants } = {}) => {
      const asked = sql`${raw("/* asOf */")} WITH ${shared},\n${tables}\nSELECT * FROM (${statement}) AS answer`;
      return database.query(asked, { instants });
    },
  };
}
