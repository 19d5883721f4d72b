import { inLanguage, isInLanguage, languageTags } from "../../lists/conditions.ts";
import type { FilterField } from "./field.ts";
import { hasOwnColumn } from "./ownColumn.ts";
import { anyValues } from "./typed.ts";

/** In any of these languages. */
export const languageField: FilterField<readonly string[]> = {
  ...anyValues({
    name: "language",
    value: "tag",
    words: "in any of these languages: a BCP 47 tag; en finds en-GB too",
  }),
  understand(given, { database }) {
    const tags = languageTags(given);
    return {
      async sql() {
        const isInOne = await inLanguage(database, "statement", tags);
        return { conditions: [await hasOwnColumn(database, "language", isInOne)] };
      },
      holds:
        () =>
        ({ language }) =>
          isInLanguage(language, tags),
    };
  },
};
