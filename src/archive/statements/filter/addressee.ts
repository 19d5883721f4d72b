import { Prisma } from "../../../generated/prisma/client.ts";
import { bearerIds } from "../../meant.ts";
import { underSpeakers } from "../../speakers.ts";
import type { FilterField } from "./field.ts";
import { hasOwnRow } from "./ownRow.ts";
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
    return {
      sql: async () => ({ conditions: [await hasOwnRow(database, "addressee", "statement_party", isAddressed)] }),
      holds() {
        const wanted = new Set(ids);
        return ({ addresseeIds }) => addresseeIds.some((id) => wanted.has(id));
      },
    };
  },
};
