import { Prisma } from "../../generated/prisma/client.ts";
import { flatRows } from "../lists/flatRows.ts";
import { inSlice, type Keyset, limited, ordered, type PageArguments, readSlice } from "../lists/keyset.ts";
import type { List } from "../lists/list.ts";
import type { Directory, Named } from "./directory.ts";

const { sql, raw } = Prisma;

/** A noun of a directory, and the number of statements that it is listed for. */
export interface Tally<Row> {
  node: Row;
  statementCount: number;
}

/**
 * Returns the list of the nouns of a directory that have statements, most statements first. `counted` is SQL of rows (id, count), and
 * may refer to a parent's key. Throws InputError for a bad page.
 */
export function listTallies<Row extends Named>(
  name: string,
  directory: Directory<Row>,
  counted: Prisma.Sql,
  pageArguments: PageArguments,
): List<Tally<Row>> {
  const keyset = byCount(name);
  const slice = readSlice(keyset, pageArguments);
  const { select, take } = flatRows<Row>(directory.table, directory.fields);
  const table = raw(directory.table);
  // Thousands may be counted: only those of the page are looked up.
  const page = sql`
SELECT tally.id, tally.count
FROM (${counted}) AS tally
WHERE ${inSlice(keyset, slice)}
ORDER BY ${ordered(keyset, slice)}
${limited(slice)}`;
  return {
    name,
    keyset,
    slice,
    prepared: true,
    select: sql`SELECT ${select}, tally.count FROM (${page}) AS tally JOIN ${table} ON ${table}.id = tally.id ORDER BY ${ordered(keyset, slice)}`,
    count: sql`SELECT count(*)::int AS count FROM (${counted}) AS tally`,
    take: (record) => ({ node: take(record) as Row, statementCount: record.count as number }),
    key: ({ node, statementCount }) => [-statementCount, node.id],
  };
}

/** The count is negated, so that both columns run in the same direction and the older of two ties comes first. */
function byCount(name: string): Keyset {
  return {
    name: `${name}.COUNT`,
    columns: [
      { sql: sql`-tally.count`, type: "bigint" },
      { sql: sql`tally.id`, type: "bigint" },
    ],
    direction: "ASC",
  };
}
