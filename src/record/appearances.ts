import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { logInserted, type Recorder } from "./assertions.ts";
import type { KeyedPrinting } from "./ids.ts";
import { rowsAsTable, type Target, writeRows } from "./write.ts";

const { sql } = Prisma;

const APPEARANCE: Target = {
  table: "appearance",
  key: ["id"],
  columns: {
    id: "int",
    statement_id: "int",
    article_id: "int",
    position: "int",
    text: "text",
    kind: '"StatementKind"',
    attribution_text: "text",
    cue: "text",
    exact: "text",
    prefix: "text",
    suffix: "text",
    start_offset: "int",
    end_offset: "int",
    original_kind: "text",
    media: '"Medium"[]',
    addressee: "text",
    origin_id: "int",
  },
  nulls: "store",
  signature: "origin_id",
};

export const SPAN_TABLE: Target = {
  table: "appearance_span",
  key: ["appearance_id", "role", "start_offset"],
  columns: { appearance_id: "int", role: '"SpanRole"', start_offset: "int", end_offset: "int", text: "text" },
  nulls: "store",
};

interface SpanKey {
  appearance_id: number;
  role: string;
  start_offset: number;
}

interface SpanRow extends SpanKey {
  end_offset: number;
  text: string;
}

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
  const rows = printings.map(({ passage, given: { appearance }, ...printing }) => ({
    id: printing.id,
    statement_id: printing.statementId,
    article_id: printing.articleId,
    position: printing.position,
    text: appearance.text,
    kind: appearance.kind,
    attribution_text: appearance.attributionText,
    cue: appearance.cue,
    exact: passage.exact,
    prefix: passage.prefix,
    suffix: passage.suffix,
    start_offset: passage.start,
    end_offset: passage.end,
    original_kind: appearance.originalKind,
    media: appearance.media,
    addressee: appearance.addressee,
    origin_id: recorder.originId,
  }));
  const touched = await writeRows<(typeof rows)[number], { id: number }>(
    database,
    APPEARANCE,
    rows,
    ({ id }) => !before.has(id),
  );
  const spans = printings.flatMap(({ id, passage }) =>
    passage.spans.map(
      ({ role, start, end, text }): SpanRow => ({
        appearance_id: id,
        role,
        start_offset: start,
        end_offset: end,
        text,
      }),
    ),
  );
  const isOld = (span: { appearance_id: number }) => before.has(span.appearance_id);
  const oldIds = printings.flatMap(({ id }) => (before.has(id) ? id : []));
  const lost = await removeSpans(database, oldIds, spans.filter(isOld));
  const written = await writeRows<SpanRow, SpanKey>(database, SPAN_TABLE, spans, (span) => !isOld(span));
  await logInserted(database, recorder, "appearance_span", written.filter(isOld));
  return new Set([...touched, ...lost].map(({ id }) => id).concat(written.map((span) => span.appearance_id)));
}

/** Deletes the spans of passages that are not among those given. Returns the ids of their printings. */
export async function removeSpans(
  database: Database,
  appearanceIds: readonly number[],
  spans: readonly SpanRow[],
): Promise<{ id: number }[]> {
  if (appearanceIds.length === 0) return [];
  return database.query(
    sql`
/* record.appearance_span.delete */
DELETE FROM appearance_span
WHERE appearance_id = ANY (${appearanceIds}::int[])
  AND (appearance_id, role, start_offset) NOT IN (
    SELECT given.appearance_id, given.role, given.start_offset FROM ${rowsAsTable(SPAN_TABLE.columns, spans)}
  )
RETURNING appearance_id AS id`,
  );
}
