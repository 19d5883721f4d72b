import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { named } from "../lists.ts";
import { passageHolds, spanHolds } from "../passageRule.ts";
import { type Anchored, anchor, type Body } from "./anchor.ts";
import { RecordError } from "./errors.ts";
import { given } from "./rows.ts";

const { sql } = Prisma;

/** An article whose stored body this record has set or changed. */
export interface Reworded {
  id: number;
  body: Body;
  path: string;
}

interface LostPassage {
  id: number;
  article_id: number;
  exact: string;
  prefix: string;
  suffix: string;
  has_spans: boolean;
}

/**
 * Finds what others recorded of an article again in its new body, by its context or at least by its words. Throws
 * RecordError for what is not there, or in several places, or has spans, whose places nobody can tell.
 *
 * @returns how many passages have another place now
 */
export async function moveAnchors(database: Database, articles: readonly Reworded[]): Promise<number> {
  if (articles.length === 0) return 0;
  const byId = new Map(articles.map((article) => [article.id, article]));
  const lost = await findLost(database, [...byId.keys()]);
  const moved = lost.map((passage) => {
    const { body, path } = byId.get(passage.article_id) as Reworded;
    const place = passage.has_spans ? "the spans of a passage are not where they were" : findAgain(body, passage);
    return typeof place === "string"
      ? { problem: { path, message: `does not hold what was recorded of the article, “${passage.exact}”: ${place}` } }
      : { row: { ...place, id: passage.id } };
  });
  const problems = moved.flatMap(({ problem }) => problem ?? []);
  if (problems.length > 0) throw new RecordError(problems);
  await database.query(
    named(
      "record.anchors.move",
      sql`
UPDATE appearance
SET prefix = given.prefix, suffix = given.suffix, start_offset = given.start, end_offset = given."end"
FROM ${given(
        { id: "int", prefix: "text", suffix: "text", start: "int", end: "int" },
        moved.flatMap(({ row }) => row ?? []),
      )}
WHERE appearance.id = given.id`,
    ),
  );
  return moved.length;
}

function findAgain(body: Body, { exact, prefix, suffix }: LostPassage): Anchored | string {
  const place = anchor(body, { exact, prefix, suffix });
  return typeof place === "string" ? anchor(body, { exact, prefix: "", suffix: "" }) : place;
}

function findLost(database: Database, articleIds: readonly number[]): Promise<LostPassage[]> {
  return database.query(
    named(
      "record.anchors.lost",
      sql`
SELECT appearance.id, appearance.article_id, appearance.exact, appearance.prefix, appearance.suffix,
  EXISTS (SELECT FROM appearance_span WHERE appearance_span.appearance_id = appearance.id) AS has_spans
FROM appearance
JOIN article ON article.id = appearance.article_id
WHERE appearance.article_id = ANY (${articleIds}::int[])
  AND NOT (${passageHolds} AND NOT EXISTS (
    SELECT FROM appearance_span WHERE appearance_span.appearance_id = appearance.id AND NOT ${spanHolds}
  ))
ORDER BY appearance.id`,
    ),
  );
}
