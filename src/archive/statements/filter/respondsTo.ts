import { uuidIn } from "../../../document/urn.ts";
import { Prisma } from "../../../generated/prisma/client.ts";
import { wholeOf } from "../../asOf.ts";
import { keyOf } from "../../globalIds.ts";
import { distinctValues } from "../../lists/conditions.ts";
import type { FilterField } from "./field.ts";
import { hasOwnRow } from "./ownRow.ts";
import { anyValues } from "./typed.ts";

const { sql } = Prisma;

/**
 * Said in answer to any of these published statements, as anybody judges it; each named by its URN or global id, and anything else finds
 * nothing. An answer to a statement that nobody vouches for is no answer here, for editors either: the field means the same to all.
 */
export const respondsToField: FilterField<readonly string[]> = {
  ...anyValues({
    name: "respondsTo",
    value: "statement",
    words: "said in answer to any of these statements, as somebody judges it: a URN or an id",
  }),
  async understand(given, { database }) {
    const names = distinctValues("filter.respondsTo", given);
    const keys = names.map((name) => keyOf("Statement", name)).filter((id) => id !== null);
    const uuids = names.map(uuidIn).filter((uuid) => uuid !== null);
    return {
      async sql() {
        // With OR it would read the whole table.
        const targets = await wholeOf(database).query<{ id: number }>(
          sql`
/* statements.answered */
SELECT id FROM statement WHERE id = ANY (${keys}::bigint[]) AND status = 'PUBLISHED'
UNION SELECT id FROM statement WHERE uuid = ANY (${uuids}::uuid[]) AND status = 'PUBLISHED'`,
        );
        const isAnswer = sql`statement_link.kind = 'RESPONDS_TO' AND statement_link.target_id = ANY (${targets.map(({ id }) => id)}::bigint[])`;
        return { conditions: [await hasOwnRow(database, "respondsTo", "statement_link", isAnswer)] };
      },
      holds:
        () =>
        ({ respondsTo }) =>
          respondsTo.some(({ id, uuid }) => keys.includes(id) || uuids.includes(uuid)),
    };
  },
};
