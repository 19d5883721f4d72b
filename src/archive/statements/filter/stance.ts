import { Prisma, StancePosition, StanceStatus } from "../../../generated/prisma/client.ts";
import { InputError } from "../../lists/inputError.ts";
import { bearerIds } from "../../meant.ts";
import { hasStanceStatus } from "../../propositions/stances.ts";
import type { FilterField } from "./field.ts";
import { hasOwnRow } from "./ownRow.ts";
import { anyValues, enumValues } from "./typed.ts";

const { sql, join } = Prisma;

/**
 * What somebody judges a statement to say: on any of these propositions, any of these positions; on any, or any one, if left out. Only
 * published judgements count unless `status` names others.
 */
export interface StanceWish {
  proposition?: readonly string[] | null | undefined;
  position?: readonly StancePosition[] | null | undefined;
  status?: readonly StanceStatus[] | null | undefined;
}

const propositionValues = anyValues({
  name: "proposition",
  value: "name",
  words: "that somebody judges to be about any of these propositions: a name in any script, slug or id",
  inTitle: "about",
});
const positionValues = enumValues(
  {
    name: "position",
    value: "position",
    words: "that somebody judges to take any of these positions, on any of the propositions given",
  },
  StancePosition,
);
const statusValues = enumValues(
  {
    name: "stanceStatus",
    value: "status",
    words: "with a stance of any of these statuses, PUBLISHED by default; for editors",
  },
  StanceStatus,
);

/** With a stance on any of these propositions that takes any of these positions, as anybody judges it. */
export const stanceField: FilterField<StanceWish> = {
  parameters: [...propositionValues.parameters, ...positionValues.parameters, ...statusValues.parameters],
  read(typed) {
    const wish = {
      proposition: propositionValues.read(typed),
      position: positionValues.read(typed),
      status: statusValues.read(typed),
    };
    return wish.proposition || wish.position || wish.status ? wish : undefined;
  },
  understand(wish, { database, matches }) {
    const ids = matches.proposition && bearerIds(matches.proposition);
    const positions = wish.position ? [...new Set(wish.position)] : null;
    const statuses = wish.status ?? ["PUBLISHED"];
    const isMeant = join(
      [
        hasStanceStatus(statuses),
        ...(ids ? [sql`stance.proposition_id = ANY (${ids}::bigint[])`] : []),
        ...(positions ? [sql`stance.position::text = ANY (${positions}::text[])`] : []),
      ],
      " AND ",
    );
    return {
      sql: async () => ({ conditions: [await hasOwnRow(database, "stance", "stance", isMeant)] }),
      holds() {
        if (!statuses.includes("PUBLISHED")) {
          throw new InputError(
            "filter.stance.status",
            "Only published stances are followed: leave `filter.stance.status` out.",
          );
        }
        return ({ stances }) =>
          stances.some(
            (stance) =>
              (ids === null || ids.includes(stance.propositionId)) &&
              (positions === null || positions.includes(stance.position)),
          );
      },
    };
  },
};
