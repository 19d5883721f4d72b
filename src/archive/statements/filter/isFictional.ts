import { Prisma } from "../../../generated/prisma/client.ts";
import { orByIds } from "../../lists/fewIds.ts";
import { InputError } from "../../lists/inputError.ts";
import type { FilterField } from "./field.ts";
import { excerpt, singleValue } from "./typed.ts";

const { sql } = Prisma;

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
  understand(wanted, { database }) {
    const printed = sql`FROM article JOIN appearance ON appearance.article_id = article.id`;
    const isPrintedInInvented = sql`EXISTS (
  SELECT ${printed} WHERE appearance.statement_id = statement.id AND article.fictional OFFSET 0
)`;
    return {
      async sql() {
        const condition = wanted ? isPrintedInInvented : sql`NOT ${isPrintedInInvented}`;
        // Every statement has a printing, so that those that no invented article prints are among the statements of other articles.
        const ids = sql`SELECT appearance.statement_id AS id ${printed} WHERE article.fictional = ${wanted}`;
        const either = { name: "statements.few.isFictional", id: sql`statement.id`, condition, ids };
        const few = await orByIds(database, either);
        return { conditions: few === condition ? [condition] : [few, condition] };
      },
      holds:
        () =>
        ({ printings }) =>
          printings.some(({ fictional }) => fictional) === wanted,
    };
  },
};
