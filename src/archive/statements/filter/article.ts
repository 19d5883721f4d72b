import { Prisma } from "../../../generated/prisma/client.ts";
import { keyOf } from "../../globalIds.ts";
import { distinctValues } from "../../lists/conditions.ts";
import type { FilterField } from "./field.ts";
import { anyValues } from "./typed.ts";

const { sql } = Prisma;

/** Printed in any of these articles, each named by its URL or global id; anything else finds nothing. */
export const articleField: FilterField<readonly string[]> = {
  ...anyValues({ name: "article", value: "address", words: "printed in any of these articles: a URL, a URN or an id" }),
  understand(given) {
    const articles = distinctValues("filter.article", given);
    const ids = articles.map((article) => keyOf("Article", article)).filter((id) => id !== null);
    const urls = articles.map((article) => article.replaceAll("\0", ""));
    return {
      sql: () => ({
        conditions: [
          sql`statement.id IN (
  SELECT statement_id
  FROM appearance
  WHERE article_id IN (SELECT id FROM article WHERE url = ANY (${urls}) UNION ALL SELECT unnest(${ids}::bigint[]))
)`,
        ],
      }),
      holds:
        () =>
        ({ printings }) =>
          printings.some(({ articleId, url }) => ids.includes(articleId) || urls.includes(url)),
    };
  },
};
