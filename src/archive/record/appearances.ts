import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { named } from "../lists.ts";
import { noteMade, type Recorder } from "./assertions.ts";
import type { KeyedPrinting } from "./keys.ts";
import { given, type Target, upsert } from "./rows.ts";

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

const SPAN: Target = {
  table: "appearance_span",
  key: ["appearance_id", "role", "start_offset"],
  columns: { appearance_id: "int", role: '"SpanRole"', start_offset: "int", end_offset: "int", text: "text" },
  nulls: "store",
};

/**
 * Writes the printings of statements that are there, with their passages; spans that a passage no longer has are removed.
 *
 * @param before the ids of printings that were there before this record
 * @returns the ids of those that were new or otherwise before
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
  const touched = await upsert<{ id: number }>(database, APPEARANCE, rows);
  const spans = printings.flatMap(({ id, passage }) =>
    passage.spans.map(({ role, start, end, text }) => ({
      appearance_id: id,
      role,
      start_offset: start,
      end_offset: end,
      text,
    })),
  );
  const lost = await database.query<{ id: number }>(
    named(
      "record.appearance_span.delete",
      sql`
DELETE FROM appearance_span
WHERE appearance_id = ANY (${printings.map(({ id }) => id)}::int[])
  AND (appearance_id, role, start_offset) NOT IN (
    SELECT given.appearance_id, given.role, given.start_offset FROM ${given(SPAN.columns, spans)}
  )
RETURNING appearance_id AS id`,
    ),
  );
  const written = await upsert<{ appearance_id: number }>(database, SPAN, spans);
  const added = written.filter((span) => before.has(span.appearance_id));
  await noteMade(database, recorder, "appearance_span", added);
  return new Set([...touched, ...lost].map(({ id }) => id).concat(written.map((span) => span.appearance_id)));
}
