import { Prisma, StatementKind } from "../../../generated/prisma/client.ts";
import type { FilterField } from "./field.ts";
import { enumValues } from "./typed.ts";

/** Of any of these kinds. */
export const kindField: FilterField<readonly StatementKind[]> = {
  ...enumValues({ name: "kind", value: "kind", words: "of any of these kinds" }, StatementKind),
  understand(given) {
    const kinds = [...new Set(given)];
    return {
      sql: () => ({ kinds, conditions: [Prisma.sql`statement.kind::text = ANY (${kinds})`] }),
      holds:
        () =>
        ({ kind }) =>
          kinds.includes(kind),
    };
  },
};
