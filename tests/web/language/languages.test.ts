import { describe, expect, test } from "@jest/globals";
import { longDate, longInstant, shortDate, shortSpan, shortStart } from "../../../web/language/dates.ts";
import { de } from "../../../web/language/de.ts";
import { en } from "../../../web/language/en.ts";
import { chooseLanguage, languages } from "../../../web/language/languages.ts";
import { ru } from "../../../web/language/ru.ts";
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
  ["fr, ru;q=0.8, en;q=0.5", "ru"],
  ["la, en;q=0.5", "en"],
  ["en-GB", "en"],
  ["*", "en"],
  ["en;q=0", "en"],
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
  [1, "1 Aussage", "1 высказывание", "более 1 высказывания"],
  [2, "2 Aussagen", "2 высказывания", "более 2 высказываний"],
  [5, "5 Aussagen", "5 высказываний", "более 5 высказываний"],
  [11, "11 Aussagen", "11 высказываний", "более 11 высказываний"],
  [21, "21 Aussagen", "21 высказывание", "более 21 высказывания"],
  [112, "112 Aussagen", "112 высказываний", "более 112 высказываний"],
  [12_345, "12.345 Aussagen", "12\u00a0345 высказываний", "более 12\u00a0345 высказываний"],
])("%d statements are counted in German and Russian", (number, german, russian, least) => {
  expect([de.statementCount(number), ru.statementCount(number), ru.statementsLeast(number)]).toEqual([
    german,
    russian,
    least,
  ]);
});

test.each([
  ["2018", "aus dem Jahr 2018", "с 2018 г.", "geäußert von 2018 bis 2018"],
  ["2018-03", "vom März 2018", "с марта 2018 г.", "geäußert von März 2018 bis März 2018"],
  ["2018-05", "vom Mai 2018", "с мая 2018 г.", "geäußert von Mai 2018 bis Mai 2018"],
  ["2018-08", "vom August 2018", "с августа 2018 г.", "geäußert von August 2018 bis August 2018"],
  ["2018-09", "vom September 2018", "с сентября 2018 г.", "geäußert von September 2018 bis September 2018"],
  [
    "2018-09-07",
    "vom 7. September 2018",
    "с 7 сентября 2018 г.",
    "geäußert vom 7. September 2018 bis zum 7. September 2018",
  ],
])("the date %s stands behind the prepositions of German and Russian", (date, said, since, between) => {
  const [german, russian] = [longDate(date, "de"), longDate(date, "ru")];
  expect([de.said(german), ru.since(russian), de.saidBetween(german, german)]).toEqual([said, since, between]);
});

test("headings of lists are sentences of their language, and leave names as they are", () => {
  const title = (t: typeof de) => t.listTitle(t.statements, [t.by("Ilse Varga-Moor"), t.on("Ostrin Dam")]);
  expect(languages.filter(({ tag }) => ["de", "ru"].includes(tag)).map(({ messages }) => title(messages))).toEqual([
    "Aussagen von Ilse Varga-Moor zum Thema Ostrin Dam",
    "Высказывания: Ilse Varga-Moor, тема «Ostrin Dam»",
  ]);
});
