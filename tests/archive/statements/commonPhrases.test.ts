import { expect, test } from "@jest/globals";
import { openApi } from "../../helpers/api.ts";
import { article, documentWith, quotation } from "../../helpers/factories.ts";

const TEXTS: [text: string, language: string][] = [
  ["To be here or not to be here, that is all the ferry asks.", "en"],
  ["The ferry asks to be here, or there.", "en"],
  ["It is what it is, and the pier stays.", "en"],
  ["Es ist so, wie es ist.", "de"],
  ["Nicht alles, was ist, ist auch so.", "de"],
];

const api = openApi(
  documentWith(
    ...TEXTS.map(([text, language], i) => article(`common-${i}`, [quotation(text, { language })], { language })),
  ),
);

const LIST = "query ($text: String!) { statements(filter: { text: $text }) { totalCount nodes { text } } }";

/** Returns the places, in TEXTS, of the statements that are found. */
async function found(text: string): Promise<number[]> {
  const { totalCount, nodes } = (await api.ask(LIST, { text })).statements;
  expect(nodes).toHaveLength(totalCount);
  return nodes.map((node: { text: string }) => TEXTS.findIndex(([known]) => known === node.text)).sort();
}

test.each([
  ["a phrase of common words", '"to be here or not to be here"', [0]],
  ["a shorter one", '"to be here"', [0, 1]],
  ["without its punctuation and case", '"IT IS WHAT IT IS AND"', [2]],
  ["words of which nothing else is left", "what it is", [2]],
  ["with a word that is searched for", '"to be here" ferry', [0, 1]],
  ["with one that must not be there", '"to be here" -asks', []],
  ["with a phrase that must not be there", 'ferry -"or not"', [1]],
  ["or another", '"it is" OR "or not"', [0, 2]],
  ["in another language", '"wie es ist"', [3]],
  ["common in one language only", '"so wie es"', [3]],
  ["not in a row", '"here to be"', []],
  ["not within words", '"o be here o"', []],
  ["only what must not be there", '-"to be"', [2, 3, 4]],
  ["a common word beside others is left out, as before", "the ferry is", [0, 1]],
  ["without words", '"!?"', []],
])("the filter `text` finds common words: %s: %s", async (_case, text, places) => {
  expect(await found(text)).toEqual(places);
});
