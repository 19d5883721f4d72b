import { appearanceSpanTable } from "../archive/tables/appearance.ts";
import type { Database } from "../database.ts";
import { RecordError } from "../document/errors.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { type Anchored, type Anchoring, anchor, type Body } from "../text/anchor.ts";
import { removeSpans, SPANS } from "./appearances.ts";
import { logInserted, type Recorder } from "./assertions.ts";
import { findMisplaced, type Misplaced } from "./misplaced.ts";
import { findRepeated } from "./printedOnce.ts";
import { rowsAsTable, upsert } from "./write.ts";

const { sql } = Prisma;

/** An article whose stored body this record has set or changed. */
export interface Reworded {
  id: number;
  body: Body;
  path: string;
}

/** The passages that a new body has moved, and those that it has lost; all others are where they were. */
export interface Refound {
  /** `shift` is the distance from the old place, in code points; null if the passage had no place before. */
  moved: { id: number; shift: number | null }[];
  lost: { id: number; path: string; exact: string; reason: string }[];
}

/**
 * Moves the passages that others recorded to their places in the articles' new bodies; see `refind`.
 *
 * @returns how many passages have a new place
 * @throws RecordError naming every passage that is lost
 */
export async function moveAnchors(
  database: Database,
  recorder: Recorder,
  articles: readonly Reworded[],
): Promise<number> {
  const { moved, lost } = await refind(database, recorder, articles);
  if (lost.length === 0) return moved.length;
  throw new RecordError(
    lost.map(({ path, exact, reason }) => ({
      path,
      message: `does not contain what was recorded of the article, “${exact}”: ${reason}`,
    })),
  );
}

/**
 * Moves the passages of articles to their places in the new bodies, which are found by the context, by the context of
 * one side, or by the words alone. Spans move by the same distance. A passage is lost if its words appear nowhere or in
 * several places, if a span does not move with it, or if another printing of it is there already.
 */
export async function refind(database: Database, recorder: Recorder, articles: readonly Reworded[]): Promise<Refound> {
  if (articles.length === 0) return { moved: [], lost: [] };
  const byId = new Map(articles.map((article) => [article.id, article]));
  const found = (await findMisplaced(database, [...byId.keys()])).map((passage) => {
    const { body, path } = byId.get(passage.articleId) as Reworded;
    return { ...passage, path, ...findAgain(body, passage) };
  });
  const moved = found.flatMap((passage) => (passage.place ? passage : []));
  await writePlaces(database, moved);
  await moveSpans(database, recorder, moved);
  const repeated = await findRepeated(
    database,
    moved.map(({ id }) => id),
  );
  const lost = found.flatMap(({ id, path, exact, refusal }) => {
    const reason = repeated.has(id) ? "another printing of it is there already" : refusal;
    return reason === null ? [] : { id, path, exact, reason };
  });
  const kept = moved.filter(({ id }) => !repeated.has(id));
  return { moved: kept.map((passage) => ({ id: passage.id, shift: shiftOf(passage) })), lost };
}

function findAgain(body: Body, { exact, prefix, suffix, start, spans }: Misplaced): Anchoring {
  let found = anchor(body, { exact, prefix, suffix });
  for (const context of [
    { prefix, suffix: "" },
    { prefix: "", suffix },
    { prefix: "", suffix: "" },
  ]) {
    if (!found.place) found = anchor(body, { exact, ...context });
  }
  if (!found.place) return found;
  const shift = found.place.start - (start ?? 0);
  const stray = spans.find((span) => body.cut(span.start + shift, span.end + shift) !== span.text);
  if (!stray) return found;
  return { place: null, refusal: `its span “${stray.text}” is no longer where it was beside it` };
}

interface Moved extends Misplaced {
  place: Anchored;
}

function shiftOf({ start, place }: Moved): number | null {
  return start === null ? null : place.start - start;
}

async function writePlaces(database: Database, moved: readonly Moved[]): Promise<void> {
  await database.query(
    sql`
/* record.anchors.move */
UPDATE appearance
SET prefix = given.prefix, suffix = given.suffix, start_offset = given.start, end_offset = given."end"
FROM ${rowsAsTable(
      { id: "int", prefix: "text", suffix: "text", start: "int", end: "int" },
      moved.map(({ id, place }) => ({ ...place, id })),
    )}
WHERE appearance.id = given.id`,
  );
}

/**
 * Moves spans by inserting them again: the place is part of the key, and one span may take the place that another
 * leaves.
 */
async function moveSpans(database: Database, recorder: Recorder, moved: readonly Moved[]): Promise<void> {
  const spans = moved.flatMap((passage) => {
    const shift = shiftOf(passage);
    return shift ? passage.spans.map((span) => ({ ...span, appearanceId: passage.id, shift })) : [];
  });
  if (spans.length === 0) return;
  await removeSpans(
    database,
    spans.map((span) => span.appearanceId),
    [],
  );
  const rows = spans.map(({ start, end, shift, ...span }) => ({
    ...span,
    startOffset: start + shift,
    endOffset: end + shift,
  }));
  await logInserted(database, recorder, appearanceSpanTable, await upsert(database, SPANS, rows));
}
