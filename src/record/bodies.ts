import { appearanceSpanTable } from "../archive/tables/appearance.ts";
import type { Database } from "../database.ts";
import { RecordError } from "../document/errors.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { type Anchored, anchor, type Body } from "../text/anchor.ts";
import { removeSpans, SPANS } from "./appearances.ts";
import { noteInserted, type Recorder } from "./assertions.ts";
import { findDoubled, findMisplaced, type Misplaced } from "./misplaced.ts";
import { rowsAsTable, upsert } from "./write.ts";

const { sql } = Prisma;

/** An article whose stored body this record has set or changed. */
export interface Reworded {
  id: number;
  body: Body;
  path: string;
}

/** What new bodies do to the passages that no longer hold as they are; all others stand where they stood. One lost is not moved. */
export interface Refound {
  /** `shift` is how far from where it was, in code points; null where it had no place before. */
  moved: { id: number; shift: number | null }[];
  lost: { id: number; path: string; exact: string; reason: string }[];
}

/**
 * Finds what others recorded of an article again in its new body; see `refind`. Throws RecordError for what is lost.
 *
 * @returns how many passages have another place now
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
      message: `does not hold what was recorded of the article, “${exact}”: ${reason}`,
    })),
  );
}

/**
 * Finds the passages of articles again in their new bodies: by their context, by that of one side, or by the words alone. Their
 * spans go along, as far as the passage does. A passage is lost whose words stand nowhere or in several places, whose spans do not
 * stand beside it, or that stands where another printing of it stands.
 */
export async function refind(database: Database, recorder: Recorder, articles: readonly Reworded[]): Promise<Refound> {
  if (articles.length === 0) return { moved: [], lost: [] };
  const byId = new Map(articles.map((article) => [article.id, article]));
  const found = (await findMisplaced(database, [...byId.keys()])).map((passage) => {
    const { body, path } = byId.get(passage.articleId) as Reworded;
    return { ...passage, path, place: findAgain(body, passage) };
  });
  const moved = found.flatMap(({ place, ...passage }) => (typeof place === "string" ? [] : { ...passage, place }));
  await writePlaces(database, moved);
  await moveSpans(database, recorder, moved);
  const doubled = await findDoubled(
    database,
    moved.map(({ id }) => id),
  );
  const lost = found.flatMap(({ place, ...passage }) => {
    const reason = doubled.has(passage.id) ? "another printing of it stands there already" : place;
    return typeof reason === "string" ? { ...passage, reason } : [];
  });
  const kept = moved.filter(({ id }) => !doubled.has(id));
  return { moved: kept.map((passage) => ({ id: passage.id, shift: shiftOf(passage) })), lost };
}

function findAgain(body: Body, { exact, prefix, suffix, start, spans }: Misplaced): Anchored | string {
  const contexts = [
    { prefix, suffix },
    { prefix, suffix: "" },
    { prefix: "", suffix },
    { prefix: "", suffix: "" },
  ];
  let place: Anchored | string = "";
  for (const context of contexts) {
    place = anchor(body, { exact, ...context });
    if (typeof place !== "string") break;
  }
  if (typeof place === "string") return place;
  const shift = place.start - (start ?? 0);
  const stray = spans.find((span) => body.cut(span.start + shift, span.end + shift) !== span.text);
  return stray ? `its span “${stray.text}” does not stand where it did beside it` : place;
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

/** A span's place is its key, so spans are written anew: one may take the place that another leaves. */
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
  await noteInserted(database, recorder, appearanceSpanTable, await upsert(database, SPANS, rows));
}
