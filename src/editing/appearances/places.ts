import type { Database } from "../../database.ts";
import { type Appearance, Prisma } from "../../generated/prisma/client.ts";
import { openBody } from "../../text/anchor/body.ts";
import type { Quote } from "../../text/anchor.ts";
import { findPassage } from "../passages.ts";

const { sql } = Prisma;

/** The columns of a printing's passage. */
type PassageColumns = Pick<Appearance, "exact" | "prefix" | "suffix" | "startOffset" | "endOffset">;

/** Finds the place of a quote in an article. Refuses PASSAGE_NOT_FOUND and AMBIGUOUS. */
export async function placeIn(database: Database, articleId: number, quote: Quote): Promise<PassageColumns> {
  const { body } = await database.prisma.article.findUniqueOrThrow({
    where: { id: articleId },
    select: { body: true },
  });
  const { start, end, ...words } = findPassage(body === null ? null : openBody(body), quote, "passage");
  return { ...words, startOffset: start, endOffset: end };
}

/** Returns the position after all printings of an article. */
export async function nextPosition(database: Database, articleId: number): Promise<number> {
  const { _max: last } = await database.prisma.appearance.aggregate({ where: { articleId }, _max: { position: true } });
  return (last.position ?? -1) + 1;
}

/**
 * Deletes the spans that a changed passage no longer has: those that were inside of it and are no longer; all of them
 * if the new passage does not overlap the old one.
 *
 * @param before the old passage
 */
export async function removeAllSpans(database: Database, appearanceId: number, before: PassageColumns): Promise<void> {
  await database.query(
    sql`
/* editing.removeSpans */
DELETE FROM appearance_span AS span
USING appearance AS now
WHERE now.id = ${appearanceId}::bigint AND span.appearance_id = now.id
  AND NOT (span.start_offset >= now.start_offset AND span.end_offset <= now.end_offset)
  AND (
    (span.start_offset >= ${before.startOffset}::int AND span.end_offset <= ${before.endOffset}::int)
    OR now.start_offset >= ${before.endOffset}::int
    OR now.end_offset <= ${before.startOffset}::int
  )`,
  );
}
