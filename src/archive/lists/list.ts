import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import type { FlatRecord } from "./flatRows.ts";
import { encodeCursor, type Keyset, type KeyValue, type Page, type Slice, toPage } from "./keyset.ts";

const { sql, raw } = Prisma;

/** The number of rows of a whole list. If it is not exact, there are more than `count`. */
export interface Total {
  count: number;
  isExact: boolean;
}

/** How far a list is counted if its rows have to be searched for: the time for more would grow with the archive. */
const COUNT_CAP = 10_000;

/**
 * A list that can be read page by page, on its own or below each of many parents at once. `select` is the SQL of the
 * slice and `count` that of the total; below parents, both refer to the parent's key as `parentKey`. A `capped` list counts
 * with `upToCap`.
 *
 * A List is made before anything of it is read, and holds its SQL unexecuted. The face makes it from the arguments, so
 * that bad ones are refused, and hands it back to the functions below only for what the client selected: a page, a
 * total, both or neither; and it waits for all parents of a level before it reads their parts with one statement. None
 * of that is known where the list is made.
 */
export interface List<Row> {
  /** The name of the list in database logs: `statements.list`. */
  name: string;
  keyset: Keyset;
  slice: Slice;
  select: Prisma.Sql;
  count: Prisma.Sql;
  /** Whether the count stops soon after `COUNT_CAP`. */
  capped?: boolean;
  /** Whether the SQL has one of only a few shapes, so that it is worth a prepared statement. */
  prepared: boolean;
  /** "text" if the rows hold their instants as ISO 8601 text; Dates by default. */
  instants?: "text";
  take: (record: FlatRecord) => Row;
  /** Adds to the rows of a page the data that its SQL did not bring. */
  complete?: (database: Database, rows: Row[]) => Promise<void>;
  /** Whether each record of `select` has the total, too, as `count`. */
  counted?: boolean;
  /** Returns the values by which a row is sorted, in the order of the keyset's columns. */
  key: (row: Row) => KeyValue[];
}

/** The parent's key in the SQL of a list below parents. */
export const parentKey: Prisma.Sql = Prisma.raw("parent.id");

/** The number of parents whose lists are read together. */
export const parentCount: Prisma.Sql = Prisma.raw("parents.count");

/** Returns the end of a subquery that finds rows to be counted for a `capped` list: one more than is told. */
export const upToCap: Prisma.Sql = Prisma.raw(`LIMIT ${COUNT_CAP + 1}`);

/** Reads one page of a list; with the total if the list is `counted` and the page is not empty. */
export async function readPage<Row>(database: Database, list: List<Row>): Promise<Page<Row> & { total?: Total }> {
  const records = await database.query<FlatRecord>(sql`/* ${raw(list.name)} */ ${list.select}`, {
    prepare: list.prepared,
    instants: list.instants,
  });
  const rows = records.map(list.take);
  await list.complete?.(database, rows);
  const page = toPage(list.slice, rows);
  return list.counted && records[0] ? { ...page, total: totalOf(list, records[0].count) } : page;
}

/** Counts the rows of the whole list. */
export async function readCount<Row>(database: Database, list: List<Row>): Promise<Total> {
  const name = `${list.name}.count`;
  const [record] = await database.query<{ count: number }>(sql`/* ${raw(name)} */ ${list.count}`, {
    prepare: list.prepared,
  });
  return totalOf(list, record?.count);
}

function totalOf({ capped }: Pick<List<never>, "capped">, counted: unknown): Total {
  const count = Number(counted ?? 0);
  const isExact = !capped || count <= COUNT_CAP;
  return { count: isExact ? count : COUNT_CAP, isExact };
}

/** Reads the page below each of the parents, in their order, by one SQL statement. */
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

/** Counts the rows of the whole list below each of the parents, in their order, by one SQL statement. */
export async function readCounts<Row>(
  database: Database,
  list: List<Row>,
  parents: readonly number[],
): Promise<Total[]> {
  const name = `${list.name}.count`;
  const records = await database.query<{ "parent.id": number; count: number }>(below(name, parents, list.count));
  const byParent = new Map(records.map((record) => [record["parent.id"], record.count]));
  return parents.map((parent) => totalOf(list, byParent.get(parent)));
}

/** Returns the cursor of a row of the list. */
export function cursorOf<Row>(list: List<Row>, row: Row): string {
  return encodeCursor(list.keyset, list.key(row));
}

/**
 * Reads a list below parents. There is no outer ORDER BY: LATERAL keeps the order of each parent's rows; a sort could
 * change it.
 */
function below(name: string, parents: readonly number[], select: Prisma.Sql): Prisma.Sql {
  return sql`
/* ${raw(name)} */
SELECT parent.id AS "parent.id", child.*
FROM (VALUES (${parents.length}::int)) AS parents (count)
CROSS JOIN unnest(${parents}::bigint[]) AS parent (id)
CROSS JOIN LATERAL (${select}) AS child`;
}
