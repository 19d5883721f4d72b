import { Prisma } from "../../../generated/prisma/client.ts";
import { distinctValues } from "../../lists/conditions.ts";
import { orByIds } from "../../lists/fewIds.ts";
import { beginsWithWords, heardIn, heldOn, isRole, roleWords } from "../../speakers/roles.ts";
import { withGroups } from "../../speakers.ts";
import type { FilterField } from "./field.ts";
import { anyValues } from "./typed.ts";

const { sql } = Prisma;

/** By speakers who held such a role on the day, alone or in a group. */
export const roleField: FilterField<readonly string[]> = {
  ...anyValues({
    name: "role",
    value: "role",
    words: "by whoever held a role on that day that begins with these words: President of Turkey",
    inTitle: "by the",
  }),
  async understand(given, { database }) {
    const words = await roleWords(database, distinctValues("filter.role", given));
    const onDay = heldOn(sql`statement.said_at`);
    return {
      async sql() {
        const condition = sql`EXISTS (
  SELECT
  FROM speaker_role
  WHERE speaker_role.speaker_id IN (${heardIn(sql`statement.speaker_id`)}) AND ${isRole(words)} AND ${onDay}
  OFFSET 0
)`;
        const ids = sql`
SELECT statement.id
FROM speaker_role
CROSS JOIN LATERAL (${withGroups(sql`speaker_role.speaker_id`)}) AS carried (id)
JOIN statement ON statement.speaker_id = carried.id
WHERE ${isRole(words)} AND ${onDay}`;
        return {
          conditions: [await orByIds(database, { name: "statements.few.role", id: sql`statement.id`, condition, ids })],
        };
      },
      holds:
        () =>
        ({ roles }) =>
          roles.some((label) => beginsWithWords(label, words)),
    };
  },
};
