import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import type { FlatRecord } from "./flatRows.ts";
import { encodeCursor, type Keyset, type KeyValue, type Page, type Slice, toPage } from "./keyset.ts";

const { sql, raw } = Prisma;

/**
 * A list that can be read page by page, for itself or below each of many parents at once. `select` gives the SQL of the
 * slice and `count` that of the whole number; below parents both refer to the parent's key by the expression handed in.
 */
export interface List<Row> {
  /** Names the list in database logs: `statements.list`. */
  name: string;
  keyset: Keyset;
  slice: Slice;
  select: Prisma.Sql;
  count: Prisma.Sql;
  /** Whether the SQL's shape is one of a few, so that it is worth a prepared statement. */
  prepared: boolean;
  /** "text" where the rows take their instants as ISO 8601 text; Dates unless told. */
  instants?: "text";
  take: (record: FlatRecord) => Row;
  /** Puts into the rows of a page what its SQL did not bring. */
  complete?: (database: Database, rows: Row[]) => Promise<void>;
  /** Whether `select` gives the whole number in each record too, as `count`. */
  counted?: boolean;
  /** The values of the row that the list is sorted by, in the keyset's order. */
  key: (row: Row) => KeyValue[];
}

/** The expression by which the SQL of a list below parents refers to its parent's key. */
export const parentKey: Prisma.Sql = Prisma.raw("parent.id");

/** One page of a list; with the whole number where the list is `counted` and the page is not empty. */
export async function readPage<Row>(database: Database, list: List<Row>): Promise<Page<Row> & { count?: number }> {
  const records = await database.query<FlatRecord>(sql`/* ${raw(list.name)} */ ${list.select}`, {
    prepare: list.prepared,
    instants: list.instants,
  });
  const rows = records.map(list.take);
  await list.complete?.(database, rows);
  const page = toPage(list.slice, rows);
  return list.counted && records[0] ? { ...page, count: Number(records[0].count) } : page;
}

/** How many rows the whole list has. */
export async function readCount<Row>(database: Database, list: List<Row>): Promise<number> {
  const name = `${list.name}.count`;
  const [record] = await database.query<{ count: number }>(sql`/* ${raw(name)} */ ${list.count}`, {
    prepare: list.prepared,
  });
  return Number(record?.count ?? 0);
}

/** The page below each of the parents, in their order, in one SQL. */
export async function readPages<Row>(
  database: Database,
  list: List<Row>,
  parents: readonly number[],
): Promise<Page<Row>[]> {
  const records = await database.query<FlatRecord>(below(list.name, parents, list.select), {
    instants: list.instants,
  });
  const rows = records.map(list.take);
  await list.complete?.(database, rows);
  const byParent = new Map<unknown, Row[]>(parents.map((parent) => [parent, []]));
  for (const [i, record] of records.entries()) byParent.get(record["parent.id"])?.push(rows[i] as Row);
  return parents.map((parent) => toPage(list.slice, byParent.get(parent) ?? []));
}

/** How many rows the whole list has below each of the parents, in their order, in one SQL. */
export async function readCounts<Row>(
  database: Database,
  list: List<Row>,
  parents: readonly number[],
): Promise<number[]> {
  const name = `${list.name}.count`;
  const records = await database.query<{ "parent.id": number; count: number }>(below(name, parents, list.count));
  const byParent = new Map(records.map((record) => [record["parent.id"], Number(record.count)]));
  return parents.map((parent) => byParent.get(parent) ?? 0);
}

/** The cursor of a row of the list. */
export function cursorOf<Row>(list: List<Row>, row: Row): string {
  return encodeCursor(list.keyset, list.key(row));
}

/** No ORDER BY outside: LATERAL gives each parent's rows in their own order, and a sort by parent could disturb it. */
function below(name: string, parents: readonly number[], select: Prisma.Sql): Prisma.Sql {
  return sql`
/* ${raw(name)} */
SELECT parent.id AS "parent.id", child.*
FROM unnest(${parents}::int[]) AS parent (id)
CROSS JOIN LATERAL (${select}) AS child`;
}
