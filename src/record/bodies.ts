import { groupedByKey } from "../archive/lists/inKeyOrder.ts";
import { appearanceSpanTable } from "../archive/tables/appearance.ts";
import type { Database } from "../database.ts";
import { RecordError } from "../document/errors.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { type Body, openBody } from "../text/anchor/body.ts";
import type { Anchored } from "../text/anchor.ts";
import { removeSpans, SPANS } from "./appearances.ts";
import { logInserted, type Recorder } from "./assertions.ts";
import { findAgain, type Loss } from "./bodies/findAgain.ts";
import { findPassages, findPeopleSpeaking, type StoredPlace } from "./bodies/passages.ts";
import { findRepeated } from "./printedOnce.ts";
import { rowsAsTable, upsert } from "./write.ts";

const { sql } = Prisma;

/** An article whose stored body this record has set or changed. */
export interface Reworded {
  id: number;
  body: Body;
  /** The body before; null without one. */
  before: string | null;
  path: string;
}

/** The passages that a new body has moved, and those that it has lost; all others are where they were. */
export interface Refound {
  /** `shift` is the distance from the old place, in code points; null if the passage had no place before. */
  moved: { id: number; shift: number | null }[];
  lost: ({ id: number; path: string; exact: string } & Loss)[];
}

/** Which of two printings stands in a place cannot be told. */
const TAKEN_PLACE: Loss = { fate: "AMBIGUOUS", reason: "another printing of it is there already" };

/**
 * Moves the passages that others recorded to their places in the articles' new bodies; see `refind`.
 *
 * @param told the printings that this record describes itself, with their places
 * @returns how many passages have a new place
 * @throws RecordError naming every passage that is lost
 */
export async function moveAnchors(
  database: Database,
  recorder: Recorder,
  articles: readonly Reworded[],
  told: readonly number[],
): Promise<number> {
  const { moved, lost } = await refind(database, recorder, articles, told);
  if (lost.length === 0) return moved.length;
  throw new RecordError(
    lost.map(({ path, exact, reason }) => ({
      path,
      message: `does not contain what was recorded of the article, “${exact}”: ${reason}`,
    })),
  );
}

/**
 * Moves the passages of articles to their places in the new bodies (`findAgain`), and their spans with them. A passage is lost
 * if its words appear nowhere, only as another's, or in several places, if a span does not move with it, or if another printing
 * of it is there already.
 *
 * @param told the printings that stay as they are
 */
export async function refind(
  database: Database,
  recorder: Recorder,
  articles: readonly Reworded[],
  told: readonly number[] = [],
): Promise<Refound> {
  if (articles.length === 0) return { moved: [], lost: [] };
  const byId = new Map(
    articles.map((article) => [
      article.id,
      { ...article, old: article.before === null ? null : openBody(article.before) },
    ]),
  );
  const passages = await findPassages(database, [...byId.keys()], told);
  const placeless = passages.filter(({ articleId, start }) => start === null || !byId.get(articleId)?.old);
  const others = await othersSpeaking(database, placeless);
  const found = passages.flatMap((passage) => {
    const { body, old, path } = byId.get(passage.articleId) as Reworded & { old: Body | null };
    const again = findAgain(body, old, passage, others(passage));
    const isInPlace = passage.holds && again.place?.start === passage.start;
    return isInPlace ? [] : { ...passage, path, ...again };
  });
  const moved = found.flatMap((passage) => (passage.place ? passage : []));
  await writePlaces(database, moved);
  await moveSpans(database, recorder, moved);
  const repeated = await findRepeated(
    database,
    moved.map(({ id }) => id),
  );
  const lost = found.flatMap(({ id, path, exact, loss }) => {
    const why = repeated.has(id) ? TAKEN_PLACE : loss;
    return why === null ? [] : { id, path, exact, ...why };
  });
  const kept = moved.filter(({ id }) => !repeated.has(id));
  return { moved: kept.map((passage) => ({ id: passage.id, shift: shiftOf(passage) })), lost };
}

/** Returns who else speaks in a passage's article, for passages without a place in an old body: none for those of no person. */
async function othersSpeaking(
  database: Database,
  placeless: readonly StoredPlace[],
): Promise<(passage: StoredPlace) => string[][]> {
  const articleIds = [...new Set(placeless.map(({ articleId }) => articleId))];
  const people = articleIds.length > 0 ? await findPeopleSpeaking(database, articleIds) : [];
  const speaking = groupedByKey(articleIds, people, ({ articleId }) => articleId);
  const byArticle = new Map(articleIds.map((id, i) => [id, speaking[i] ?? []]));
  return ({ articleId, personId }) =>
    personId === null
      ? []
      : (byArticle.get(articleId) ?? []).flatMap((person) => (person.personId === personId ? [] : [person.names]));
}

interface Moved extends StoredPlace {
  place: Anchored;
  spansNow: StoredPlace["spans"];
}

function shiftOf({ start, place }: Moved): number | null {
  return start === null ? null : place.start - start;
}

async function writePlaces(database: Database, moved: readonly Moved[]): Promise<void> {
  await database.query(
    sql`
/* record.anchors.move */
UPDATE appearance
SET exact = given.exact, prefix = given.prefix, suffix = given.suffix, start_offset = given.start, end_offset = given."end"
FROM ${rowsAsTable(
      { id: "bigint", exact: "text", prefix: "text", suffix: "text", start: "int", end: "int" },
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
  const spans = moved.flatMap(({ id, spans: before, spansNow }) =>
    before.every((span, i) => span.start === spansNow[i]?.start && span.text === spansNow[i]?.text)
      ? []
      : spansNow.map((span) => ({ ...span, appearanceId: id })),
  );
  if (spans.length === 0) return;
  await removeSpans(
    database,
    spans.map((span) => span.appearanceId),
    [],
  );
  const rows = spans.map(({ start, end, ...span }) => ({ ...span, startOffset: start, endOffset: end }));
  await logInserted(database, recorder, appearanceSpanTable, await upsert(database, SPANS, rows));
}
