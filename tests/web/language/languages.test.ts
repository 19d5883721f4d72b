import { describe, expect, test } from "@jest/globals";
import { ar } from "../../../web/language/ar.ts";
import { longDate, longInstant, shortDate, shortSpan, shortStart } from "../../../web/language/dates.ts";
import { en } from "../../../web/language/en.ts";
import { chooseLanguage, languages } from "../../../web/language/languages.ts";
import type { Messages } from "../../../web/language/messages.ts";
import { tr } from "../../../web/language/tr.ts";
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

test.each([
  ["2018", "2018", "2018"],
  ["2018-09", "September 2018", "Sept 2018"],
  ["2018-09-07", "7 September 2018", "7 Sept 2018"],
])("the date %s is shown as exactly as it is known", (date, long, short) => {
  expect([longDate(date, "en"), shortDate(date, "en")]).toEqual([long, short]);
});

test.each([
  ["2018-01-01", "2018-12-31", "2018", "2018"],
  ["2018-07-01", "2018-09-30", "Jul 2018 – Sept 2018", "Jul 2018"],
  ["2020-02-01", "2020-02-29", "Feb 2020", "Feb 2020"],
  ["2018-09-03", "2018-09-09", "3 Sept 2018 – 9 Sept 2018", "3 Sept 2018"],
  ["2018-09-07", "2018-09-07", "7 Sept 2018", "7 Sept 2018"],
])("the span from %s to %s is shown without what it does not need", (startsOn, endsOn, whole, start) => {
  expect([shortSpan({ startsOn, endsOn }, "en"), shortStart({ startsOn, endsOn }, "en")]).toEqual([whole, start]);
});

test("an instant is shown in UTC", () => {
  expect(longInstant("2018-09-07T23:30:00.000Z", "en")).toBe("7 September 2018 at 23:30 UTC");
});

test.each([
  ["ar", "2018", "2018"],
  ["ar", "2018-09", "سبتمبر 2018"],
  ["ar", "2018-09-07", "7 سبتمبر 2018"],
  ["tr", "2018-09", "Eylül 2018"],
  ["tr", "2018-09-07", "7 Eylül 2018"],
])("the interface in %s writes the date %s as %s", (language, date, written) => {
  expect(longDate(date, language)).toBe(written);
});

test.each([
  [0, "لا تصريحات"],
  [1, "تصريح واحد"],
  [2, "تصريحان"],
  [3, "3 تصريحات"],
  [10, "10 تصريحات"],
  [11, "11 تصريحًا"],
  [99, "99 تصريحًا"],
  [100, "100 تصريح"],
  [102, "102 تصريح"],
  [103, "103 تصريحات"],
  [12_345, "12,345 تصريحًا"],
])("the count of %i statements in Arabic has the form of its number", (number, written) => {
  expect(ar.statementCount(number)).toBe(written);
});

test("a counted noun in Turkish stays in the singular, and digits are grouped by points", () => {
  expect([1, 12_345].map((number) => tr.statementCount(number))).toEqual(["1 açıklama", "12.345 açıklama"]);
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
      "conditionValue",
    ] as const;
    for (const table of tables) expect(Object.keys(messages[table]).sort()).toEqual(Object.keys(en[table]).sort());
  },
);
