import type { Database } from "../database.ts";
import type { Prisma, Source, SourceName } from "../generated/prisma/client.ts";
import { type By, uniqueKey } from "./globalIds.ts";
import { groupedByKey, inKeyOrder } from "./lists/inKeyOrder.ts";
import type { PageArguments } from "./lists/keyset.ts";
import type { List } from "./lists/list.ts";
import { listNamed, type NameFilter, type NameOrder } from "./names/directory.ts";
import { sourceTable } from "./tables/source.ts";

/** Returns the list of sources, by name; see `listNamed`. */
export function list(filter: NameFilter, order: NameOrder | null | undefined, page: PageArguments): List<Source> {
  return listNamed<Source>(sourceTable, filter, order, page);
}

/** Returns a source by one of the unique keys; null if not found. */
export async function findBy(database: Database, by: By<"slug" | "wikidataId">): Promise<Source | null> {
  const key = uniqueKey("Source", by);
  return key && database.prisma.source.findUnique({ where: key as Prisma.SourceWhereUniqueInput });
}

/** Returns the sources of these ids, in their order. Remembered if the database allows it. */
export function findByIds(database: Database, ids: readonly number[]): Promise<(Source | null)[]> {
  return database.rememberedEach("sources.byId", ids, async (missing) =>
    inKeyOrder(missing, await database.prisma.source.findMany({ where: { id: { in: missing } } }), ({ id }) => id),
  );
}

/** Returns all names of each source, the oldest entry first. */
export async function namesOf(database: Database, ids: readonly number[]): Promise<SourceName[][]> {
  const names = await database.prisma.sourceName.findMany({
    where: { sourceId: { in: [...ids] } },
    orderBy: { id: "asc" },
  });
  return groupedByKey(ids, names, (name) => name.sourceId);
}
