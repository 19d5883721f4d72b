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
  /** The ids of speakers, of whom one must have a published statement in the article; only below a speaker. */
  speakerIds: Prisma.Sql | null;
}

/** Returns the order of articles by date of publication; `place` is the table, or the merged scans, that is sorted. */
export function byPublication(direction: "ASC" | "DESC", place: Prisma.Sql = sql`article`): Keyset {
  return {
    name: `articles.PUBLISHED_AT.${direction}`,
    columns: [
      { sql: sql`${place}.published_at`, type: "timestamptz" },
      { sql: sql`${place}.id`, type: "bigint" },
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
FROM ${articlesOf(selection)}
WHERE ${join([...conditions, ...selection.conditions, inSlice(keyset, slice)], " AND ")}
ORDER BY ${ordered(keyset, slice)}
${limited(slice)}`;
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
  const { conditions, sourceIds } = selection;
  const one = (where: Prisma.Sql) => sql`
SELECT article.id FROM ${articlesOf(selection)} WHERE ${join([where, ...conditions], " AND ")} ${upToCap}`;
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
 * Returns the FROM list: all articles or, below a speaker, those found from the speaker's statements. As a condition, PostgreSQL
 * would test it on every article by date: on nearly all articles for a speaker who is rarely quoted.
 */
function articlesOf({ speakerIds }: ArticleSelection): Prisma.Sql {
  if (!speakerIds) return sql`article`;
  return sql`(
  SELECT DISTINCT appearance.article_id
  FROM statement
  JOIN appearance ON appearance.statement_id = statement.id
  WHERE statement.status = 'PUBLISHED' AND statement.speaker_id IN (${speakerIds})
) AS printed
JOIN article ON article.id = printed.article_id`;
}
