import { Prisma } from "../../../generated/prisma/client.ts";
import { bearerIds } from "../../meant.ts";
import { orByIds } from "../fewIds.ts";
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
        const found = sql`SELECT id AS statement_id FROM statement WHERE ${condition}`;
        return { conditions: [await orByIds(database, "occasion", condition, found)] };
      },
      holds() {
        const wanted = new Set<number | null>(ids);
        return ({ occasionId }) => wanted.has(occasionId);
      },
    };
  },
};
