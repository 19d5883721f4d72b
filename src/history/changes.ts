import { encodeGlobalId } from "../archive/globalIds.ts";
import { groupedByKey } from "../archive/lists/inKeyOrder.ts";
import { keptTables } from "../archive/tables/journal.ts";
import type { Sight } from "../archive/unchecked.ts";
import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { fieldOf, type NounPart, parts, type RevisionColumns, shownValue } from "./fields.ts";
import { typeOf } from "./nodes.ts";
import { revisionSeenBy } from "./unchecked.ts";

const { sql } = Prisma;

const MOST_CHANGES = 500;

/** A body may have two million characters, so only its beginning is shown, followed by a sign that there is more. */
const LONGEST_SHOWN_BODY = 20_000;
const MORE = "…";

/** A value that a change set, as the API shows it. For a list, `before` has the entries that were removed, `after` those that were added. */
export interface FieldChange {
  nodeId: string;
  field: string;
  before: unknown;
  after: unknown;
}

interface ShownRevision {
  change: number;
  table_name: string;
  key: RevisionColumns;
  node: string;
  node_id: number;
  before: RevisionColumns;
  after: RevisionColumns | null;
  /** The whole row after the change, if `after` is only part of it. */
  whole: RevisionColumns | null;
}

/**
 * Returns what each change did as somebody sees it, field by field, in the order of the changes; at most 500 fields for
 * each.
 */
export async function changesOf(
  database: Database,
  changeIds: readonly number[],
  sight: Sight,
): Promise<FieldChange[][]> {
  const rows = await database.query<ShownRevision>(sql`/* revisions.changes */ ${selectRevisions(changeIds, sight)}`);
  return groupedByKey(changeIds, rows, ({ change }) => change).map((revisions) =>
    fold(revisions).slice(0, MOST_CHANGES),
  );
}

/** Hides the bodies of articles, which are protected texts, from readers without the right to see them; shows only that there is one. */
export function withoutBodies(changes: readonly FieldChange[]): FieldChange[] {
  const hide = (value: unknown) => (value === null ? null : MORE);
  return changes.map((change) =>
    change.field === "body" ? { ...change, before: hide(change.before), after: hide(change.after) } : change,
  );
}

function selectRevisions(changeIds: readonly number[], sight: Sight): Prisma.Sql {
  const cut = (columns: Prisma.Sql) => sql`CASE
    WHEN length(${columns} ->> 'body') > ${LONGEST_SHOWN_BODY} THEN ${columns} || jsonb_build_object('body', left(${columns} ->> 'body', ${LONGEST_SHOWN_BODY}) || ${MORE}::text)
    ELSE ${columns}
  END`;
  return sql`
SELECT given.id AS change, kept.*
FROM unnest(${changeIds}::bigint[]) AS given (id)
CROSS JOIN LATERAL (
  SELECT table_name, key, node, node_id, ${cut(sql`before`)} AS before, ${cut(sql`after`)} AS after,
    CASE WHEN after IS NOT NULL AND table_name = ANY (${Object.keys(parts)}::text[]) AND NOT (before = '{}' AND after <> '{}')
      THEN row_after(table_name, key, id)
    END AS whole
  FROM revision
  WHERE change_id = given.id AND node_id IS NOT NULL AND ${revisionSeenBy(sight)}
  ORDER BY id
  LIMIT ${MOST_CHANGES}
) AS kept`;
}

/** Combines the rows of a list into one change of the list. Any other row is one change for each column. */
function fold(revisions: readonly ShownRevision[]): FieldChange[] {
  const folded = new Map<string, FieldChange>();
  const at = (nodeId: string, field: string, begin: () => Pick<FieldChange, "before" | "after">): FieldChange => {
    const key = `${nodeId} ${field}`;
    const known = folded.get(key) ?? { nodeId, field, ...begin() };
    folded.set(key, known);
    return known;
  };
  for (const revision of revisions) {
    const part = parts[revision.table_name];
    if (part) {
      for (const { nodeId, field, side, entry } of listChanges(revision, part)) {
        (at(nodeId, field, () => ({ before: [], after: [] }))[side] as unknown[]).push(entry);
      }
    } else {
      const nodeId = encodeGlobalId(typeOf(revision.node), revision.node_id);
      for (const { field, before, after } of fieldChanges(revision)) {
        at(nodeId, field, () => ({ before, after })).after = after;
      }
    }
  }
  return [...folded.values()].filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
}

function fieldChanges({ table_name: table, before, after }: ShownRevision): Omit<FieldChange, "nodeId">[] {
  return Object.keys({ ...before, ...after }).flatMap((column) => {
    const field = fieldOf(column);
    return field === null
      ? []
      : [
          {
            field,
            before: shownValue(table, column, before[column]),
            after: shownValue(table, column, after?.[column]),
          },
        ];
  });
}

/** A removed row is an entry in `before`, a new row an entry in `after`, a changed row both. */
function listChanges({ table_name, key, node, node_id, before, after, whole }: ShownRevision, part: NounPart) {
  const owner = keptTables.find(({ table }) => table === table_name)?.owner as string;
  const isMade = Object.keys(before).length === 0;
  const was = isMade ? null : { ...whole, ...key, ...before };
  const became = after && { ...whole, ...key, ...after };
  const sides = [
    ["before", was],
    ["after", became],
  ] as const;
  return sides.flatMap(([side, row]) => {
    if (!row) return [];
    const ownerId = Number((row as RevisionColumns)[owner] ?? node_id);
    const nodeId = encodeGlobalId(typeOf(node), ownerId);
    return [{ nodeId, field: part.fieldOf(row), side, entry: part.entryOf(row) }];
  });
}
