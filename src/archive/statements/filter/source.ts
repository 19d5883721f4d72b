import { Prisma } from "../../../generated/prisma/client.ts";
import { bearerIds } from "../../meant.ts";
import { orByIds } from "../fewIds.ts";
import type { FilterField } from "./field.ts";
import { anyValues } from "./typed.ts";

const { sql } = Prisma;

/** Printed or supplied by any of these sources. */
export const sourceField: FilterField<readonly string[]> = {
  ...anyValues({
    name: "source",
    value: "name",
    words: "printed or supplied by any of these sources: a name in any script, slug, id or Wikidata id",
    inTitle: "in",
  }),
  understand(_names, { database, matches }) {
    const ids = bearerIds(matches.source ?? []);
    const from = sql`
FROM appearance
JOIN article ON article.id = appearance.article_id
WHERE (article.source_id = ANY (${ids}::bigint[]) OR article.wire_id = ANY (${ids}::bigint[]))`;
    return {
      async sql() {
        const condition = sql`EXISTS (SELECT ${from} AND appearance.statement_id = statement.id)`;
        const statementIds = sql`SELECT appearance.statement_id ${from}`;
        return { conditions: [await orByIds(database, "source", condition, statementIds)] };
      },
      holds() {
        const wanted = new Set<number | null>(ids);
        return ({ printings }) => printings.some(({ sourceIds }) => sourceIds.some((id) => wanted.has(id)));
      },
    };
  },
};
