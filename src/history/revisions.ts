import { decodeGlobalId, type NodeType } from "../archive/globalIds.ts";
import { distinctValues, halfOpen, inSpan, type TimeRange } from "../archive/lists/conditions.ts";
import { type FlatRecord, flatRows } from "../archive/lists/flatRows.ts";
import { inKeyOrder } from "../archive/lists/inKeyOrder.ts";
import { inSlice, type Keyset, limited, ordered, type PageArguments, readSlice } from "../archive/lists/keyset.ts";
import { type List, parentKey } from "../archive/lists/list.ts";
import type { FieldTypes } from "../archive/tables/table.ts";
import type { Sight } from "../archive/unchecked.ts";
import type { Database } from "../database.ts";
import { type Change, Prisma } from "../generated/prisma/client.ts";
import { changeSeenBy, revisionSeenBy } from "./unchecked.ts";

const { sql, join } = Prisma;

/** A change as the API shows it: a `Revision` of the schema is a row of the table `change`. */
export type RevisionRow = Change;

/** A noun whose changes are recorded. */
export type KeptNode = Exclude<NodeType, "Revision">;

/** Which changes a list holds; a field that is null or left out does not narrow it. */
export interface RevisionFilter {
  /** The global id of a noun that the change affected. */
  node?: string | null | undefined;
  /** The names of the origins that made the change. */
  by?: readonly string[] | null | undefined;
  action?: readonly string[] | null | undefined;
  at?: TimeRange | null | undefined;
}

const changeFields: FieldTypes<RevisionRow> = {
  id: "bigint",
  originId: "bigint",
  at: "timestamptz",
  action: "text",
  reason: "text",
  undoesId: "bigint",
  undoneImport: "jsonb",
};

const newestFirst: Keyset = {
  name: "revisions.AT.DESC",
  columns: [
    { sql: sql`change.at`, type: "timestamptz" },
    { sql: sql`change.id`, type: "bigint" },
  ],
  direction: "DESC",
};

/**
 * Returns the list of changes of the archive, the newest first. Throws InputError for a bad page, a span that ends before it starts, or
 * too many values.
 */
export function list(filter: RevisionFilter, page: PageArguments, sight: Sight): List<RevisionRow> {
  return listRevisionsWhere("revisions.list", [...conditionsOf(filter, sight), changeSeenBy(sight)], page);
}

/** Returns the list of changes of each parent, a noun of the type, the newest first. Throws InputError for a bad page. */
export function listOfNode(type: KeptNode, page: PageArguments, sight: Sight): List<RevisionRow> {
  return listRevisionsWhere("revisions.ofNode", [touching(type, parentKey, sight)], page);
}

function conditionsOf({ node, by, action, at }: RevisionFilter, sight: Sight): Prisma.Sql[] {
  const decoded = typeof node === "string" ? decodeGlobalId(node) : null;
  const names = by && distinctValues("filter.by", by).map((name) => name.replaceAll("\0", ""));
  const actions = action && distinctValues("filter.action", action).map((name) => name.replaceAll("\0", ""));
  return [
    ...(typeof node === "string"
      ? [decoded ? touching(decoded.type, sql`${decoded.id}::bigint`, sight) : sql`FALSE`]
      : []),
    ...(names ? [sql`change.origin_id IN (SELECT id FROM origin WHERE name = ANY (${names}::text[]))`] : []),
    ...(actions ? [sql`change.action = ANY (${actions}::text[])`] : []),
    ...(at ? [inSpan(sql`change.at`, halfOpen("filter.at", at))] : []),
  ];
}

/** Returns the condition that a change affected the node as somebody sees it. Changes themselves are never changed. */
function touching(type: NodeType, id: Prisma.Sql, sight: Sight): Prisma.Sql {
  if (type === "Revision") return sql`FALSE`;
  return sql`change.id IN (
  SELECT change_id FROM revision WHERE node = ${type.toUpperCase()}::"NodeType" AND node_id = ${id} AND ${revisionSeenBy(sight)}
)`;
}

function listRevisionsWhere(name: string, conditions: readonly Prisma.Sql[], page: PageArguments): List<RevisionRow> {
  const slice = readSlice(newestFirst, page);
  const { select, take } = flatRows<RevisionRow>("change", changeFields);
  const where = join([sql`TRUE`, ...conditions], " AND ");
  return {
    name,
    keyset: newestFirst,
    slice,
    prepared: false,
    select: sql`SELECT ${select} FROM change WHERE ${where} AND ${inSlice(newestFirst, slice)} ORDER BY ${ordered(newestFirst, slice)} ${limited(slice)}`,
    count: sql`SELECT count(*)::int AS count FROM change WHERE ${where}`,
    take: (record) => take(record) as RevisionRow,
    key: ({ at, id }) => [at.toISOString(), id],
  };
}

/** Returns the changes of these ids, in their order; null for one that does not exist or that somebody must not see. */
export async function findByIds(
  database: Database,
  ids: readonly number[],
  sight: Sight,
): Promise<(RevisionRow | null)[]> {
  const rows = await findChanges(database, sql`change.id = ANY (${ids}::bigint[])`, sight);
  return inKeyOrder(ids, rows, ({ id }) => id);
}

/** Returns the change that undid each of these, in their order; null if it was not undone. */
export async function undoneBy(
  database: Database,
  ids: readonly number[],
  sight: Sight,
): Promise<(RevisionRow | null)[]> {
  const rows = await findChanges(database, sql`change.undoes_id = ANY (${ids}::bigint[])`, sight);
  return inKeyOrder(ids, rows, ({ undoesId }) => undoesId as number);
}

async function findChanges(database: Database, condition: Prisma.Sql, sight: Sight): Promise<RevisionRow[]> {
  const { select, take } = flatRows<RevisionRow>("change", changeFields);
  const records = await database.query<FlatRecord>(
    sql`/* revisions.find */ SELECT ${select} FROM change WHERE ${condition} AND ${changeSeenBy(sight)}`,
  );
  return records.map((record) => take(record) as RevisionRow);
}
