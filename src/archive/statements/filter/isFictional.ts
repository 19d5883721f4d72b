import { Prisma } from "../../../generated/prisma/client.ts";
import { InputError } from "../../lists/inputError.ts";
import type { FilterField } from "./field.ts";
import { excerpt, singleValue } from "./typed.ts";

/** Printed in an invented article, or in none. */
export const isFictionalField: FilterField<boolean> = {
  parameters: [
    {
      name: "isFictional",
      value: "boolean",
      words: "true: only those that an invented article prints; false: only those that none does",
      isSingle: true,
    },
  ],
  read(typed) {
    const text = singleValue(typed, "isFictional");
    if (text === undefined) return undefined;
    if (text === "true" || text === "false") return text === "true";
    throw new InputError("isFictional", `\`isFictional\` is true or false, not ${excerpt(text)}.`);
  },
  understand(wanted) {
    const condition = Prisma.sql`${wanted} = EXISTS (
  SELECT
  FROM appearance
  JOIN article ON article.id = appearance.article_id
  WHERE appearance.statement_id = statement.id AND article.fictional
  OFFSET 0
)`;
    return {
      sql: () => ({ conditions: [condition] }),
      holds:
        () =>
        ({ printings }) =>
          printings.some(({ fictional }) => fictional) === wanted,
    };
  },
};
