import { Prisma } from "../../../generated/prisma/client.ts";
import { isFrom } from "../../articles/conditions.ts";
import { orByIds } from "../../lists/fewIds.ts";
import { bearerIds } from "../../meant.ts";
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
    const sourceIds = bearerIds(matches.source ?? []);
    const from = sql`
FROM appearance
JOIN article ON article.id = appearance.article_id
WHERE ${isFrom(sourceIds)}`;
    return {
      async sql() {
        const condition = sql`EXISTS (SELECT ${from} AND appearance.statement_id = statement.id)`;
        const ids = sql`SELECT appearance.statement_id AS id ${from}`;
        const either = { name: "statements.few.source", id: sql`statement.id`, condition, ids };
        const [sourceId = null] = sourceIds.length === 1 ? sourceIds : [];
        return { conditions: [await orByIds(database, either)], sourceId };
      },
      holds() {
        const wanted = new Set<number | null>(sourceIds);
        return ({ printings }) => printings.some(({ sourceIds: its }) => its.some((id) => wanted.has(id)));
      },
    };
  },
};
