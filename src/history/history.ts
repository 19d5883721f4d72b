import { decodeGlobalId, type NodeType } from "../archive/globalIds.ts";
import { distinctValues, halfOpen, inSpan, type TimeRange } from "../archive/lists/conditions.ts";
import { type FieldColumns, flatRows } from "../archive/lists/flatRows.ts";
import { inKeyOrder } from "../archive/lists/inKeyOrder.ts";
import { inSlice, type Keyset, limited, ordered, type PageArguments, readSlice } from "../archive/lists/keyset.ts";
import { type List, parentKey } from "../archive/lists/list.ts";
import type { Database } from "../database.ts";
import { type Change, Prisma } from "../generated/prisma/client.ts";

const { sql, join } = Prisma;

/** A change as the API shows it. */
export type RevisionRow = Change;

/** A noun whose changes are kept. */
export type KeptNode = Exclude<NodeType, "Revision">;

/** Which changes; what is left out, or null, does not narrow. */
export interface RevisionFilter {
  /** A global id. */
  node?: string | null | undefined;
  /** The names of origins. */
  by?: readonly string[] | null | undefined;
  action?: readonly string[] | null | undefined;
  at?: TimeRange | null | undefined;
}

const columns: FieldColumns<RevisionRow> = {
  id: "id",
  originId: "origin_id",
  at: "at",
  action: "action",
  reason: "reason",
  undoesId: "undoes_id",
};

const newestFirst: Keyset = {
  name: "revisions.AT.DESC",
  columns: [
    { sql: sql`change.at`, type: "timestamptz" },
    { sql: sql`change.id`, type: "int" },
  ],
  direction: "DESC",
};

/** The changes of the archive, the newest first. Throws InputError for a bad page, a span that ends before it starts, and too many values. */
export function list(filter: RevisionFilter, page: PageArguments): List<RevisionRow> {
  return listRevisionsWhere("revisions.list", conditionsOf(filter), page);
}

/** The changes of each parent, a noun of the type, the newest first. Throws InputError for a bad page. */
export function listOfNode(type: KeptNode, page: PageArguments): List<RevisionRow> {
  return listRevisionsWhere("revisions.ofNode", [touching(type, parentKey)], page);
}

function conditionsOf({ node, by, action, at }: RevisionFilter): Prisma.Sql[] {
  const decoded = typeof node === "string" ? decodeGlobalId(node) : null;
  const names = by && distinctValues("filter.by", by).map((name) => name.replaceAll("\0", ""));
  const actions = action && distinctValues("filter.action", action).map((name) => name.replaceAll("\0", ""));
  return [
    ...(typeof node === "string" ? [decoded ? touching(decoded.type, sql`${decoded.id}::int`) : sql`FALSE`] : []),
    ...(names ? [sql`change.origin_id IN (SELECT id FROM origin WHERE name = ANY (${names}::text[]))`] : []),
    ...(actions ? [sql`change.action = ANY (${actions}::text[])`] : []),
    ...(at ? [inSpan(sql`change.at`, halfOpen("filter.at", at))] : []),
  ];
}

/** That the change did something to the node; a change has none itself. */
function touching(type: NodeType, id: Prisma.Sql): Prisma.Sql {
  if (type === "Revision") return sql`FALSE`;
  return sql`change.id IN (SELECT change_id FROM revision WHERE node = ${type.toUpperCase()}::"NodeType" AND node_id = ${id})`;
}

function listRevisionsWhere(name: string, conditions: readonly Prisma.Sql[], page: PageArguments): List<RevisionRow> {
  const slice = readSlice(newestFirst, page);
  const { select, take } = flatRows<RevisionRow>("change", columns);
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

/** The changes of these ids, in their order. */
export async function findByIds(database: Database, ids: readonly number[]): Promise<(RevisionRow | null)[]> {
  const rows = await database.prisma.change.findMany({ where: { id: { in: [...ids] } } });
  return inKeyOrder(ids, rows, ({ id }) => id);
}

/** The change that took each of these back, in their order; null where none did. */
export async function undoneBy(database: Database, ids: readonly number[]): Promise<(RevisionRow | null)[]> {
  const rows = await database.prisma.change.findMany({ where: { undoesId: { in: [...ids] } } });
  return inKeyOrder(ids, rows, ({ undoesId }) => undoesId as number);
}
