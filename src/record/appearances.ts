import { appearanceSpanTable, appearanceTable } from "../archive/tables/appearance.ts";
import { without } from "../archive/tables/table.ts";
import type { Database } from "../database.ts";
import { type AppearanceSpan, Prisma } from "../generated/prisma/client.ts";
import { logInserted, type Recorder } from "./assertions.ts";
import type { KeyedPrinting } from "./ids.ts";
import { rowsAsTable, writeRows } from "./write.ts";

const { sql } = Prisma;

const APPEARANCE = {
  table: "appearance",
  key: ["id"],
  fields: without(appearanceTable.fields, "createdAt"),
  nulls: "store",
  signature: "originId",
} as const;

export const SPANS = {
  table: "appearance_span",
  key: ["appearanceId", "role", "startOffset"],
  fields: appearanceSpanTable.fields,
  nulls: "store",
} as const;

/**
 * Writes printings with their passages, and deletes spans that a passage no longer has. Their statements must exist.
 *
 * @param before the ids of the printings that existed before this record
 * @returns the ids of the printings that are new or changed
 */
export async function writeAppearances(
  database: Database,
  recorder: Recorder,
  printings: readonly KeyedPrinting[],
  before: ReadonlySet<number>,
): Promise<ReadonlySet<number>> {
  const rows = printings.map(({ passage, given, ...printing }) => ({
    ...given.appearance,
    ...passage,
    ...printing,
    startOffset: passage.start,
    endOffset: passage.end,
    originId: recorder.originId,
  }));
  const touched = await writeRows(database, APPEARANCE, rows, ({ id }) => !before.has(id));
  const spans = printings.flatMap(({ id, passage }) =>
    passage.spans.map(({ start, end, ...span }) => ({ ...span, appearanceId: id, startOffset: start, endOffset: end })),
  );
  const isOld = (span: { appearanceId: number }) => before.has(span.appearanceId);
  const oldIds = printings.flatMap(({ id }) => (before.has(id) ? id : []));
  const lost = await removeSpans(database, oldIds, spans.filter(isOld));
  const written = await writeRows(database, SPANS, spans, (span) => !isOld(span));
  await logInserted(database, recorder, appearanceSpanTable, written.filter(isOld));
  return new Set([...touched, ...lost].map(({ id }) => id).concat(written.map((span) => span.appearanceId)));
}

type SpanKey = Pick<AppearanceSpan, "appearanceId" | "startOffset"> & { role: string };

/** Deletes the spans of passages that are not among those given. Returns the ids of their printings. */
export async function removeSpans(
  database: Database,
  appearanceIds: readonly number[],
  spans: readonly SpanKey[],
): Promise<{ id: number }[]> {
  if (appearanceIds.length === 0) return [];
  return database.query(
    sql`
/* record.appearance_span.delete */
DELETE FROM appearance_span
WHERE appearance_id = ANY (${appearanceIds}::bigint[])
  AND (appearance_id, role, start_offset) NOT IN (
    SELECT given.appearance_id, given.role, given.start_offset FROM ${rowsAsTable(SPANS.fields, spans)}
  )
RETURNING appearance_id AS id`,
  );
}
