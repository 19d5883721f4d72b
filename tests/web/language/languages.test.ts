import { describe, expect, test } from "@jest/globals";
import { en } from "../../../web/language/en.ts";
import { chooseLanguage, languages } from "../../../web/language/languages.ts";
import type { Messages } from "../../../web/language/messages.ts";
import { wordsToComplete } from "../../../web/search/complete.ts";
import { readSearch } from "../../../web/search/readSearch.ts";

describe.each(languages.map((language) => [language.tag, language] as const))(
  "the interface in %s",
  (_tag, { messages }) => {
    test("the search that the language makes is read as a speaker and a topic", () => {
      const typed = messages.searchOn("Ilse Varga Moor", "Ostrin Dam");
      expect(readSearch(typed)).toMatchObject({ speaker: "Ilse Varga Moor", topic: "Ostrin Dam" });
      const { before, words } = wordsToComplete(typed);
      expect([before + words, words]).toEqual([typed, "Ostrin Dam"]);
    });

    test("the language has every text, and no other", () => {
      expect(Object.keys(messages).sort()).toEqual(Object.keys(en).sort());
      for (const [key, text] of Object.entries(messages))
        if (typeof text === "string") expect([key, text.trim()]).not.toEqual([key, ""]);
    });
  },
);

test.each([
  [undefined, "en"],
  ["de-AT, en;q=0.5", "de"],
  ["xx, ru;q=0.8, en;q=0.5", "ru"],
  ["xx-AT, en;q=0.5", "en"],
  ["en-GB", "en"],
  ["*", "en"],
  ["en;q=0", "en"],
  ["ar-EG, en;q=0.8", "ar"],
  ["tr-TR,tr;q=0.9,en-US;q=0.8", "tr"],
  ["en;q=0.5, ar", "ar"],
])("the language for %s is %s", (accepted, tag) => {
  expect(chooseLanguage(accepted).tag).toBe(tag);
});

test("headings of lists are sentences of their language, and leave names as they are", () => {
  const title = (t: Messages) => t.listTitle(t.statements, [t.by("Ilse Varga-Moor"), t.on("Ostrin Dam")]);
  expect(languages.filter(({ tag }) => ["de", "ru"].includes(tag)).map(({ messages }) => title(messages))).toEqual([
    "Aussagen von Ilse Varga-Moor zum Thema Ostrin Dam",
    "Высказывания: Ilse Varga-Moor, тема «Ostrin Dam»",
  ]);
});

test("a list of names is joined as its language joins it", () => {
  expect(
    ["ar", "tr"].map((tag) => languages.find((language) => language.tag === tag)?.messages.anyOf(["A", "B"])),
  ).toEqual(["A أو B", "A veya B"]);
});

/** Texts that are the same in English: names, signs, and words that another language shares. */
const SAME = ["api", "comma", "feed", "questionMark", "schema", "via"];

test.each(languages.filter(({ tag }) => tag !== "en").map(({ tag, messages }) => [tag, messages] as const))(
  "no text of the interface in %s is left in English",
  (_tag, messages) => {
    const left = Object.entries(en).filter(
      ([key, text]) => typeof text === "string" && text === messages[key as keyof Messages] && !SAME.includes(key),
    );
    expect(left).toEqual([]);
    const tables = [
      "position",
      "topicKind",
      "sourceKind",
      "wording",
      "wordingShort",
      "changeDone",
      "fieldName",
      "conditionValue",
      "signInReason",
    ] as const;
    for (const table of tables) expect(Object.keys(messages[table]).sort()).toEqual(Object.keys(en[table]).sort());
  },
);
