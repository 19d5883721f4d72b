import { Prisma } from "../../../generated/prisma/client.ts";
import { inLanguage, isInLanguage, languageTags } from "../../lists/conditions.ts";
import type { FilterField } from "./field.ts";
import { anyValues } from "./typed.ts";

/** In any of these languages. */
export const languageField: FilterField<readonly string[]> = {
  ...anyValues({
    name: "language",
    value: "tag",
    words: "in any of these languages: a BCP 47 tag; en finds en-GB too",
  }),
  understand(given) {
    const tags = languageTags(given);
    return {
      sql: () => ({ conditions: [inLanguage(Prisma.sql`statement.language`, tags)] }),
      holds:
        () =>
        ({ language }) =>
          isInLanguage(language, tags),
    };
  },
};
