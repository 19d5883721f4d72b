import { Prisma } from "../../../generated/prisma/client.ts";
import { orByIds } from "../../lists/fewIds.ts";
import { bearerIds } from "../../meant.ts";
import { underSpeakers } from "../../speakers.ts";
import type { FilterField } from "./field.ts";
import { anyValues } from "./typed.ts";

const { sql } = Prisma;

/** Said to any of these speakers, alone or in a group. */
export const addresseeField: FilterField<readonly string[]> = {
  ...anyValues({
    name: "addressee",
    value: "name",
    words: "said to any of these speakers: a name in any script, slug, id or Wikidata id",
    inTitle: "to",
  }),
  async understand(_names, { database, matches }) {
    const ids = await underSpeakers(database, bearerIds(matches.addressee ?? []));
    const isAddressed = sql`statement_party.role = 'ADDRESSEE' AND statement_party.speaker_id = ANY (${ids}::bigint[])`;
    const condition = sql`EXISTS (
  SELECT FROM statement_party WHERE statement_party.statement_id = statement.id AND ${isAddressed} OFFSET 0
)`;
    return {
      async sql() {
        const ids = sql`SELECT DISTINCT statement_id AS id FROM statement_party WHERE ${isAddressed}`;
        const either = { name: "statements.few.addressee", id: sql`statement.id`, condition, ids };
        return { conditions: [await orByIds(database, either)] };
      },
      holds() {
        const wanted = new Set(ids);
        return ({ addresseeIds }) => addresseeIds.some((id) => wanted.has(id));
      },
    };
  },
};
