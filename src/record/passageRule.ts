import { Prisma } from "../generated/prisma/client.ts";
import { CONTEXT_LENGTH } from "../text/fragmentUrl.ts";

const { sql, raw } = Prisma;
const longest = raw(String(CONTEXT_LENGTH));

/**
 * The condition that a passage is right, over `appearance` and its `article`: if the article has a body, the offsets
 * cut out exactly the words and their context; otherwise the passage has no offsets. PostgreSQL counts code points,
 * from 1.
 */
export const passageHolds: Prisma.Sql = sql`
CASE WHEN article.body IS NULL THEN appearance.start_offset IS NULL
ELSE COALESCE(
  substr(article.body, appearance.start_offset + 1, appearance.end_offset - appearance.start_offset) = appearance.exact
  AND right(left(article.body, appearance.start_offset), ${longest}) = appearance.prefix
  AND substr(article.body, appearance.end_offset + 1, ${longest}) = appearance.suffix,
  FALSE
) END`;

/** The condition that a span cuts its words out of the body, over `appearance_span`, `appearance` and its `article`. */
export const spanHolds: Prisma.Sql = sql`
COALESCE(substr(
  article.body, appearance_span.start_offset + 1, appearance_span.end_offset - appearance_span.start_offset
) = appearance_span.text, FALSE)`;
