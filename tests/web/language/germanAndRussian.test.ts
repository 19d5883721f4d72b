import { expect, test } from "@jest/globals";
import { longDate, shortDate } from "../../../web/language/dates.ts";
import { de } from "../../../web/language/de.ts";
import { languages } from "../../../web/language/languages.ts";
import { ru } from "../../../web/language/ru.ts";

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

test.each([
  ["2018", "2018", "2018"],
  ["2018-09", "Sept. 2018", "сент. 2018"],
  ["2018-09-07", "7. Sept. 2018", "7 сент. 2018"],
])("the date %s is written in few letters in German and Russian", (date, german, russian) => {
  expect([shortDate(date, "de"), shortDate(date, "ru")]).toEqual([german, russian]);
});
