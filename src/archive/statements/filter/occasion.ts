import { Prisma } from "../../../generated/prisma/client.ts";
import { bearerIds } from "../../meant.ts";
import type { FilterField } from "./field.ts";
import { hasOwnColumn } from "./ownColumn.ts";
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
    const isAtOne = sql`statement.occasion_id = ANY (${ids}::bigint[])`;
    return {
      sql: async () => ({ conditions: [await hasOwnColumn(database, "occasion", isAtOne)] }),
      holds() {
        const wanted = new Set<number | null>(ids);
        return ({ occasionId }) => wanted.has(occasionId);
      },
    };
  },
};
