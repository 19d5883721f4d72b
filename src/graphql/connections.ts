import DataLoader from "dataloader";
import type { Page } from "../archive/lists/keyset.ts";
import { cursorOf, type List, readCount, readCounts, readPage, readPages, type Total } from "../archive/lists/list.ts";
import type { Database } from "../database.ts";

/**
 * The list behind a connection field. Its page and its count are read when a field asks for them, in parallel, and once
 * each.
 */
export interface Connection<Row, Of extends List<Row> = List<Row>> {
  list: Of;
  page(): Promise<Page<Row>>;
  count(): Promise<Total>;
}

/**
 * A row with its place in the list. `node` and `cursor` are plain properties: resolvers for them, called for every row,
 * made the headline query take 5 % more of Node's time, and 10 % more with the garbage that they left.
 */
export interface Edge<Row> {
  row: Row;
  node: unknown;
  cursor: string;
}

/** Makes the connection of a root field. */
export function connectionOf<Row, Of extends List<Row>>(database: Database, list: Of): Connection<Row, Of> {
  const page = memoized(() => readPage<Row>(database, list));
  const count = async () => (list.counted ? (await page()).total : undefined) ?? readCount<Row>(database, list);
  return { list, page, count: memoized(count) };
}

function memoized<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let reading: Promise<Value> | undefined;
  return () => (reading ??= read());
}

/** A list of which each of many parents has its own part; one SQL statement reads it for all of them. */
interface Siblings {
  list: List<never>;
  pages: DataLoader<number, Page<never>>;
  counts: DataLoader<number, Total>;
}

/** The lists below parents that a request has asked for so far, by field and arguments. */
export type ChildLists = Map<string, Promise<Siblings>>;

/**
 * Makes the connection of a field below a parent. Parents that ask for the same (`key`: the field with its arguments)
 * are read by one SQL statement; `makeList` is called only for the first of them.
 */
export async function connectBelow<Row, Of extends List<Row>>(
  { database, childLists }: { database: Database; childLists: ChildLists },
  key: string,
  parentId: number,
  makeList: () => Of | Promise<Of>,
): Promise<Connection<Row, Of>> {
  const siblings = childLists.get(key) ?? openSiblings(database, makeList);
  childLists.set(key, siblings as Promise<Siblings>);
  const { list, pages, counts } = (await siblings) as unknown as {
    list: Of;
    pages: DataLoader<number, Page<Row>>;
    counts: DataLoader<number, Total>;
  };
  return { list, page: () => pages.load(parentId), count: () => counts.load(parentId) };
}

async function openSiblings<Row>(database: Database, makeList: () => List<Row> | Promise<List<Row>>) {
  const list = await makeList();
  return {
    list,
    pages: new DataLoader((parents: readonly number[]) => readPages(database, list, parents)),
    counts: new DataLoader((parents: readonly number[]) => readCounts(database, list, parents)),
  };
}

/** Makes the resolvers of a connection type; `nodeOf` takes the node out of a row that holds more than the node. */
export function connectionResolvers<Row, Node = Row>(nodeOf: (row: Row) => Node = (row) => row as unknown as Node) {
  return {
    edges: async ({ list, page }: Connection<Row>) =>
      (await page()).rows.map((row): Edge<Row> => ({ row, node: nodeOf(row), cursor: cursorOf(list, row) })),
    nodes: async ({ page }: Connection<Row>) => (await page()).rows.map(nodeOf),
    pageInfo: async ({ list, page }: Connection<Row>) => {
      const { rows, hasNextPage, hasPreviousPage } = await page();
      const [first, last] = [rows[0], rows.at(-1)];
      return {
        hasNextPage,
        hasPreviousPage,
        startCursor: first === undefined ? null : cursorOf(list, first),
        endCursor: last === undefined ? null : cursorOf(list, last),
      };
    },
    totalCount: async ({ count }: Connection<Row>) => (await count()).count,
  };
}
