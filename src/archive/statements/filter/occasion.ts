import { Prisma } from "../../../generated/prisma/client.ts";
import { orByIds } from "../../lists/fewIds.ts";
import { bearerIds } from "../../meant.ts";
import type { FilterField } from "./field.ts";
import { anyValues } from "./typed.ts";

const { sql } = Prisma;

/** Said at any of these events. What is said about an event has it as a topic. */
export const occasionField: FilterField<readonly string[]> = {
  ...anyValues({
    name: "occasion",
    value: "name",
    words: "said at any of these events: a name in any script, slug, id or Wikidata id",
    inTitle: "at",
  }),
  understand(_names, { database, matches }) {
    const ids = bearerIds(matches.occasion ?? []);
    const condition = sql`statement.occasion_id = ANY (${ids}::bigint[])`;
    return {
      async sql() {
        const few = { name: "statements.few.occasion", id: sql`statement.id`, condition };
        const ids = sql`SELECT statement.id FROM statement WHERE ${condition}`;
        return { conditions: [await orByIds(database, { ...few, ids })] };
      },
      holds() {
        const wanted = new Set<number | null>(ids);
        return ({ occasionId }) => wanted.has(occasionId);
      },
    };
  },
};
