import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { type FlatRecord, flatRows } from "../lists/flatRows.ts";
import { groupedByKey } from "../lists/inKeyOrder.ts";
import type { Directory, Named } from "./directory.ts";

const { sql, raw } = Prisma;

/** A table that links rows to those of a directory, from one of its columns to another. */
export interface LinkTable {
  table: string;
  from: string;
  to: string;
}

/**
 * Returns the nouns of a directory that a table links to each of the keys, in the order of the keys, each time by name. One statement
 * is enough, while Prisma's `include` needs two.
 */
export async function readLinked<Row extends Named>(
  database: Database,
  directory: Directory<Row>,
  link: LinkTable,
  keys: readonly number[],
): Promise<Row[][]> {
  const { select, take } = flatRows<Row>(directory.table, directory.fields);
  const [table, ties, from, to] = [raw(directory.table), raw(link.table), raw(link.from), raw(link.to)];
  const records = await database.query<FlatRecord>(
    sql`
/* ${raw(directory.table)}s.linked */
SELECT ${ties}.${from} AS key, ${select}
FROM (SELECT DISTINCT ${from}, ${to} FROM ${ties} WHERE ${from} = ANY (${keys}::bigint[])) AS ${ties}
JOIN ${table} ON ${table}.id = ${ties}.${to}
ORDER BY ${table}.name, ${table}.id`,
    { prepare: true },
  );
  return groupedByKey(keys, records, (record) => record.key as number).map((linked) =>
    linked.map((record) => take(record) as Row),
  );
}
