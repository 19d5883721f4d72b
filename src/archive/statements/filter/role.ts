import { Prisma } from "../../../generated/prisma/client.ts";
import { distinctValues, inSpan } from "../../lists/conditions.ts";
import { orByIds } from "../../lists/fewIds.ts";
import { beginsWithWords, roleWords } from "../../speakers/roles.ts";
import { idsSaidInRole, rolesNamed, saidInRole } from "../namedRoles.ts";
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
    return {
      async sql() {
        const roles = await rolesNamed(database, words);
        if (roles === null) return { conditions: [sql`FALSE`] };
        const either = {
          name: "statements.few.role",
          id: sql`statement.id`,
          condition: saidInRole(roles, words),
          ids: idsSaidInRole(roles, words),
        };
        return { span: (saidAt) => inSpan(saidAt, roles.held), conditions: [await orByIds(database, either)] };
      },
      holds:
        () =>
        ({ roles }) =>
          roles.some((label) => beginsWithWords(label, words)),
    };
  },
};
