import { Prisma } from "../../generated/prisma/client.ts";
import { inSlice, type Keyset, limited, ordered, type Slice } from "../lists/keyset.ts";
import { upToCap } from "../lists/list.ts";

const { sql, join } = Prisma;

/** Which articles a list holds. The subqueries may refer to a parent's key; null does not narrow the list. */
export interface ArticleSelection {
  /** Conditions on the table `article`. */
  conditions: Prisma.Sql[];
  /** The ids of sources, of which one must have published or supplied the article. */
  sourceIds: Prisma.Sql | null;
  /** The ids of speakers, of whom one must have a published statement in the article; only below a speaker, without any condition. */
  speakerIds: Prisma.Sql | null;
}

/** Returns the order of articles by date of publication; `place` is the table, or the merged scans, that is sorted. */
export function byPublication(direction: "ASC" | "DESC", place = sql`article`, id = sql`id`): Keyset {
  return {
    name: `articles.PUBLISHED_AT.${direction}`,
    columns: [
      { sql: sql`${place}.published_at`, type: "timestamptz" },
      { sql: sql`${place}.${id}`, type: "bigint" },
    ],
    direction,
  };
}

/**
 * Returns the SQL of (id, published_at) of a slice of the selected articles, in order. The articles that a source published and
 * those that it supplied are two range scans, each stopped at the limit, then merged. Given an OR, PostgreSQL would walk through all
 * articles by date until it has found enough. The merge is distinct, because two of the sources may share an article.
 */
export function scanArticles(selection: ArticleSelection, direction: "ASC" | "DESC", slice: Slice): Prisma.Sql {
  const keyset = byPublication(direction);
  const one = (conditions: Prisma.Sql[]) => sql`
SELECT article.id, article.published_at
FROM article
WHERE ${join([...conditions, ...selection.conditions, inSlice(keyset, slice)], " AND ")}
ORDER BY ${ordered(keyset, slice)}
${limited(slice)}`;
  if (selection.speakerIds) return scanPrinted(selection.speakerIds, direction, slice);
  if (!selection.sourceIds) return one([]);
  return sql`
SELECT DISTINCT place.published_at, place.id
FROM (${selection.sourceIds}) AS of_source (id)
CROSS JOIN LATERAL (
  (${one([sql`article.source_id = of_source.id`])})
  UNION ALL (${one([sql`article.wire_id = of_source.id`])})
) AS place
ORDER BY ${ordered(byPublication(direction, sql`place`), slice)}
${limited(slice)}`;
}

/** Returns the SQL that counts the selected articles, up to the cap of `List`; two of the sources may share an article. */
export function countArticles(selection: ArticleSelection): Prisma.Sql {
  const { conditions, sourceIds, speakerIds } = selection;
  const one = (where: Prisma.Sql) => sql`
SELECT article.id FROM article WHERE ${join([where, ...conditions], " AND ")} ${upToCap}`;
  if (speakerIds) return sql`SELECT count(*)::int AS count FROM (${countPrinted(speakerIds)}) AS counted`;
  const found = sourceIds
    ? sql`
SELECT DISTINCT place.id
FROM (${sourceIds}) AS of_source (id)
CROSS JOIN LATERAL (
  (${one(sql`article.source_id = of_source.id`)}) UNION ALL (${one(sql`article.wire_id = of_source.id`)})
) AS place
${upToCap}`
    : one(sql`TRUE`);
  return sql`SELECT count(*)::int AS count FROM (${found}) AS counted`;
}

/**
 * Returns the SQL of a slice of the articles that print published statements by any of the speakers, from a table that has the dates of
 * articles by speaker. An article that prints several of them has rows next to each other.
 */
function scanPrinted(speakerIds: Prisma.Sql, direction: "ASC" | "DESC", slice: Slice): Prisma.Sql {
  const keyset = byPublication(direction, sql`place`, sql`article_id`);
  return sql`
SELECT DISTINCT place.published_at, place.article_id AS id
FROM (${speakerIds}) AS of_speaker (id)
CROSS JOIN LATERAL (
  SELECT DISTINCT place.published_at, place.article_id
  FROM statement_printing AS place
  WHERE place.speaker_id = of_speaker.id AND place.status = 'PUBLISHED' AND ${inSlice(keyset, slice)}
  ORDER BY ${ordered(keyset, slice)}
  ${limited(slice)}
) AS place
ORDER BY ${ordered(keyset, slice)}
${limited(slice)}`;
}

function countPrinted(speakerIds: Prisma.Sql): Prisma.Sql {
  return sql`
SELECT DISTINCT place.article_id
FROM (${speakerIds}) AS of_speaker (id)
CROSS JOIN LATERAL (
  SELECT DISTINCT printing.published_at, printing.article_id
  FROM statement_printing AS printing
  WHERE printing.speaker_id = of_speaker.id AND printing.status = 'PUBLISHED'
  ORDER BY printing.published_at DESC, printing.article_id DESC
  ${upToCap}
) AS place
${upToCap}`;
}
