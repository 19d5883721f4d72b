import DataLoader from "dataloader";
import type { Page } from "../archive/lists/keyset.ts";
import { cursorOf, type List, readCount, readCounts, readPage, readPages } from "../archive/lists/list.ts";
import type { Database } from "../database.ts";

/** A list behind a connection field; page and count are read when a field asks for them, side by side, and once. */
export interface Connection<Row, Of extends List<Row> = List<Row>> {
  list: Of;
  page(): Promise<Page<Row>>;
  count(): Promise<number>;
}

/**
 * A row in its place. Cursor and node are read as they stand: with a resolver for each, called for every row, the headline
 * query took a twentieth more of Node's time, and a tenth more with what collecting garbage takes beside it.
 */
export interface Edge<Row> {
  row: Row;
  node: unknown;
  cursor: string;
}

/** The connection of a root field. */
export function connectionOf<Row, Of extends List<Row>>(database: Database, list: Of): Connection<Row, Of> {
  const page = memoized(() => readPage<Row>(database, list));
  const count = async () => (list.counted ? (await page()).count : undefined) ?? readCount<Row>(database, list);
  return { list, page, count: memoized(count) };
}

function memoized<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let reading: Promise<Value> | undefined;
  return () => (reading ??= read());
}

/** A list that many parents have, each its own part of it; read for all of them in one SQL. */
interface Siblings {
  list: List<never>;
  pages: DataLoader<number, Page<never>>;
  counts: DataLoader<number, number>;
}

/** The lists below parents that one request has asked for, by field and arguments. */
export type ChildLists = Map<string, Promise<Siblings>>;

/**
 * The connection of a field below a parent. Parents of one level that ask the same (`key`: the field with its arguments) are
 * read in one SQL; `makeList` is called for the first of them.
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
    counts: DataLoader<number, number>;
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

/** The resolvers of a connection type; `nodeOf` takes the node out of a row that has more. */
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
    totalCount: ({ count }: Connection<Row>) => count(),
  };
}
