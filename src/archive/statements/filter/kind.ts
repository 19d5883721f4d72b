import { Prisma, StatementKind } from "../../../generated/prisma/client.ts";
import type { FilterField } from "./field.ts";
import { hasOwnColumn } from "./ownColumn.ts";
import { enumValues } from "./typed.ts";

/** Of any of these kinds. */
export const kindField: FilterField<readonly StatementKind[]> = {
  ...enumValues({ name: "kind", value: "kind", words: "of any of these kinds" }, StatementKind),
  understand(given, { database }) {
    const kinds = [...new Set(given)];
    const isOfKind = Prisma.sql`statement.kind = ANY (${kinds}::"StatementKind"[])`;
    return {
      sql: async () => ({ kinds, conditions: [await hasOwnColumn(database, "kind", isOfKind)] }),
      holds:
        () =>
        ({ kind }) =>
          kinds.includes(kind),
    };
  },
};
