import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { type By, type NodeType, uniqueKey } from "../globalIds.ts";
import { type FlatRecord, flatRows } from "../lists/flatRows.ts";
import { inKeyOrder } from "../lists/inKeyOrder.ts";
import { columnOf } from "../tables/table.ts";
import type { Directory, Named } from "./directory.ts";
import { standingId } from "./standing.ts";

const { sql, raw } = Prisma;

/** Returns a noun by one of its unique keys, or the one that it was merged into; null if not found. */
export async function findStandingBy<Row extends Named>(
  database: Database,
  directory: Directory<Row>,
  type: NodeType,
  by: By<"slug" | "wikidataId">,
): Promise<Row | null> {
  const [key] = Object.entries(uniqueKey(type, by) ?? {});
  if (!key) return null;
  const [field, value] = key;
  const [found] = await readStanding(database, directory, sql`asked.${raw(columnOf(field))} = ${value}`);
  return found?.row ?? null;
}

/** Returns the nouns of these ids, in their order, or those they were merged into. Remembered if the database allows it. */
export function findStandingByIds<Row extends Named>(
  database: Database,
  directory: Directory<Row>,
  ids: readonly number[],
): Promise<(Row | null)[]> {
  return database.rememberedEach(`${directory.table}s.byId`, ids, async (missing) => {
    const found = await readStanding(database, directory, sql`asked.id = ANY (${missing}::bigint[])`);
    return inKeyOrder(missing, found, ({ askedId }) => askedId).map((one) => one?.row ?? null);
  });
}

/** Reads the nouns that meet a condition on the alias `asked`, each as the one that stays. */
async function readStanding<Row extends Named>(
  database: Database,
  { table, fields }: Directory<Row>,
  where: Prisma.Sql,
): Promise<{ askedId: number; row: Row }[]> {
  const { select, take } = flatRows<Row>(table, fields);
  const records = await database.query<FlatRecord>(
    sql`
/* ${raw(table)}s.standing */
SELECT asked.id AS asked, ${select}
FROM ${raw(table)} AS asked
JOIN ${raw(table)} ON ${raw(table)}.id = ${standingId(table, "asked")}
WHERE ${where}`,
    { prepare: true },
  );
  return records.map((record) => ({ askedId: record.asked as number, row: take(record) as Row }));
}
