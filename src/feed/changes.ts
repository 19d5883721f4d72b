import { keyOf } from "../archive/globalIds.ts";
import { distinctValues } from "../archive/lists/conditions.ts";
import { InputError } from "../archive/lists/inputError.ts";
import { unshownColumns } from "../archive/tables/journal.ts";
import { isPublicStanceChange, isUnchecked, type Sight, statusAfter } from "../archive/unchecked.ts";
import type { Database } from "../database.ts";
import { Prisma, type StatementStatus } from "../generated/prisma/client.ts";
import { beginAfter } from "./beginning.ts";
import { type FeedPosition, feedCursor, feedOrder, LAST } from "./place.ts";
import { FEED_PAGE, type FeedItem, type FeedPage, type FeedStream } from "./stream.ts";
import { askTimelines, readTimelines, type Timeline, timelineAt, timelinesSql } from "./timelines.ts";

const { sql } = Prisma;

const changeTimelines = timelinesSql("change");

export type ChangeOfStatement = "EDITED" | "MERGED" | "RETRACTED" | "RESTORED" | "PUBLISHED" | "REMOVED";

/** A statement that a change touched. */
export interface Changed extends FeedItem {
  kind: ChangeOfStatement;
  at: Date;
  /** The status that the statement had after the change; for one that was removed, its last. */
  status: StatementStatus;
  /** The status before, if the change altered it or removed the statement. */
  oldStatus: StatementStatus | null;
}

/** Which changes a follower wishes to hear of, and may; a field that is null or left out does not narrow. */
export interface ChangeWish extends Sight {
  /** The global ids of statements. */
  ids?: readonly string[] | null | undefined;
  kind?: readonly ChangeOfStatement[] | null | undefined;
}

const changeOrder = feedOrder("statementChanged");

/** The changes of statements. They are the archive's history, of which everything is kept. */
export const changeStream: FeedStream<Changed, FeedPage<Changed>, ChangeWish> = {
  channel: "onrecord_changed",
  cursorOf: (place) => feedCursor(changeOrder, place),
  async findBeginning(database, cursor) {
    const [known] = await database.query<{ last: number; timelines: string | null }>(
      sql`/* changes.last */ SELECT COALESCE(max(id), 0) AS last, ${changeTimelines} AS timelines FROM change`,
    );
    return beginAfter(changeOrder, cursor, { last: known?.last ?? 0, timelines: readTimelines(known?.timelines) });
  },
  readTimelines: async (database) => askTimelines(database, "change"),
  readPage: readChanges,
  async choose(_database, { ids, kind, seesUnchecked }) {
    const keys = ids && new Set(distinctValues("ids", ids).map(statementKey));
    return async ({ items }) =>
      (seesUnchecked ? items : items.flatMap(asPublic)).filter(
        (item) => (keys?.has(item.id) ?? true) && (kind?.includes(item.kind) ?? true),
      );
  },
  isDue: () => true,
};

/**
 * Returns the change as everybody may hear of it. A statement that nobody vouches for does not exist for them: if it was public
 * before, it is gone.
 */
function asPublic(change: Changed): Changed[] {
  const { status, oldStatus } = change;
  if (!isUnchecked(status)) return [change];
  return oldStatus === null || isUnchecked(oldStatus) ? [] : [{ ...change, kind: "REMOVED" }];
}

function statementKey(id: string): number {
  const key = keyOf("Statement", id);
  if (key === null) throw new InputError("ids", "`ids` takes ids of statements as they are now.");
  return key;
}

type FoundChange = { newest: number; timelines: string | null } & (
  | ({ publication: number; statement: number } & Pick<Changed, "at" | "kind" | "status" | "oldStatus">)
  | { publication: null }
);

async function readChanges(database: Database, place: FeedPosition): Promise<FeedPage<Changed>> {
  const { publication, statement } = place;
  const rows = await database.query<FoundChange>(
    sql`
/* changes.page */
SELECT latest.id AS newest, latest.timelines, page.*, ${statusAfter(sql`page.statement`, sql`page.revision`)} AS status
FROM (SELECT COALESCE(max(id), 0) AS id, ${changeTimelines} AS timelines FROM change) AS latest
LEFT JOIN (
  SELECT change.id AS publication, touched.id AS statement, touched.revision, touched.old_status AS "oldStatus", change.at, ${kindOfChange} AS kind
  FROM change
  CROSS JOIN LATERAL (${touchedStatements}) AS touched
  WHERE change.id >= ${publication}::bigint
    AND (change.id, touched.id) > (${publication}::bigint, ${statement}::bigint)
    AND ${kindOfChange} IS NOT NULL
  ORDER BY change.id, touched.id
  ${Prisma.raw(`LIMIT ${FEED_PAGE}`)}
) AS page ON TRUE
ORDER BY page.publication, page.statement`,
    { prepare: true },
  );
  const known = readTimelines(rows[0]?.timelines);
  const items = rows.flatMap((row) => changedOf(row, known));
  const last = items.at(-1)?.place;
  const isLast = items.length < FEED_PAGE;
  const newest = rows[0]?.newest ?? 0;
  const whole = { publication: Math.max(newest, publication), statement: LAST };
  const end = { ...whole, timeline: newest < publication ? place.timeline : timelineAt(known, newest) };
  return { items, end: isLast || !last ? end : last, isLast, readAt: performance.now(), timelines: known };
}

function changedOf(row: FoundChange, known: readonly Timeline[]): Changed[] {
  if (row.publication === null) return [];
  const { publication, statement, at, kind, status, oldStatus } = row;
  const place = { publication, statement, timeline: timelineAt(known, publication) };
  return [{ id: statement, place, cursor: changeStream.cursorOf(place), kind, at, status, oldStatus }];
}

/**
 * The statements that a change touched in what readers see of them: their own rows, tags and printings; with what became of the
 * statement's own row.
 */
const touchedStatements = sql`
  SELECT id, max(revision) AS revision, COALESCE((array_agg(before = '{}' ORDER BY revision) FILTER (WHERE is_own))[1], FALSE) AS is_made,
    COALESCE((array_agg(after IS NULL ORDER BY revision DESC) FILTER (WHERE is_own))[1], FALSE) AS is_gone,
    (array_agg(before ->> 'status' ORDER BY revision) FILTER (WHERE is_own AND before ? 'status'))[1] AS old_status,
    (array_agg(after ->> 'status' ORDER BY revision DESC) FILTER (WHERE is_own AND after ? 'status'))[1] AS status
  FROM (
    SELECT revision.id AS revision, named.id, revision.table_name = 'statement' AS is_own, before, after
    FROM revision
    CROSS JOIN LATERAL (
      SELECT revision.node_id WHERE revision.node = 'STATEMENT'
      UNION SELECT statement_id FROM appearance WHERE revision.node = 'APPEARANCE' AND appearance.id = revision.node_id
      UNION SELECT (part ->> 'statement_id')::bigint
      FROM (VALUES (before), (after)) AS parts (part)
      WHERE revision.table_name = 'appearance' AND part ? 'statement_id'
    ) AS named (id)
    WHERE revision.change_id = change.id AND revision.node IN ('STATEMENT', 'APPEARANCE')
      AND (before = '{}' OR after IS NULL OR before - ${unshownColumns}::text[] <> '{}')
      AND ${isPublicStanceChange}
  ) AS part
  GROUP BY id`;

/** What a change did to a statement; null if it added it, or added and removed it. */
const kindOfChange = sql`CASE
    WHEN is_gone THEN CASE WHEN is_made THEN NULL ELSE 'REMOVED' END
    WHEN is_made THEN CASE WHEN change.undoes_id IS NOT NULL THEN 'RESTORED' END
    WHEN status IN ('RETRACTED', 'REJECTED') THEN 'RETRACTED'
    WHEN status = 'PUBLISHED' THEN CASE old_status WHEN 'RETRACTED' THEN 'RESTORED' ELSE 'PUBLISHED' END
    WHEN change.action = 'speakerMerge' THEN 'MERGED'
    ELSE 'EDITED'
  END`;
