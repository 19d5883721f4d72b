import { expect, test } from "@jest/globals";
import { longDate, longInstant, shortDate, shortSpan, shortStart } from "../../../web/language/dates.ts";
import { de } from "../../../web/language/de.ts";
import { ru } from "../../../web/language/ru.ts";

test.each([
  ["en", "2018", "2018"],
  ["en", "2018-09", "September 2018"],
  ["en", "2018-09-07", "7 September 2018"],
  ["ar", "2018", "2018"],
  ["ar", "2018-09", "سبتمبر 2018"],
  ["ar", "2018-09-07", "7 سبتمبر 2018"],
  ["tr", "2018-09", "Eylül 2018"],
  ["tr", "2018-09-07", "7 Eylül 2018"],
])("the interface in %s writes the date %s, as exactly as it is known, as %s", (language, date, written) => {
  expect(longDate(date, language)).toBe(written);
});

test.each([
  ["en", "2018", "2018"],
  ["en", "2018-09", "Sept 2018"],
  ["en", "2018-09-07", "7 Sept 2018"],
  ["de", "2018", "2018"],
  ["de", "2018-09", "Sept. 2018"],
  ["de", "2018-09-07", "7. Sept. 2018"],
  ["ru", "2018", "2018"],
  ["ru", "2018-09", "сент. 2018"],
  ["ru", "2018-09-07", "7 сент. 2018"],
])("the interface in %s writes the date %s in few letters as %s", (language, date, written) => {
  expect(shortDate(date, language)).toBe(written);
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
