import { countOperands, MOST_OPERANDS } from "../../../text/webSearch.ts";
import { InputError } from "../../lists/inputError.ts";
import { matchesText } from "../search.ts";
import type { FilterField } from "./field.ts";
import { singleValue } from "./typed.ts";

/** With these words in the text, in web-search syntax. */
export const textField: FilterField<string> = {
  parameters: [
    {
      name: "text",
      value: "words",
      words: 'with these words, as web search engines read them: "in a row", -without, this OR that',
      isSingle: true,
      inTitle: "with",
    },
  ],
  read: (typed) => singleValue(typed, "text"),
  understand(words, { database }) {
    const operands = countOperands(words);
    if (operands > MOST_OPERANDS) {
      const message = `\`filter.text\` takes at most ${MOST_OPERANDS} words and phrases, not ${operands}.`;
      throw new InputError("filter.text", message);
    }
    return {
      sql: async () => ({ words, conditions: [await matchesText(database, words)] }),
      holds: () => ({ words }),
    };
  },
};
