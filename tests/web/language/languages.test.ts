import { describe, expect, test } from "@jest/globals";
import { longDate, longInstant, shortDate, shortSpan, shortStart } from "../../../web/language/dates.ts";
import { en } from "../../../web/language/en.ts";
import { chooseLanguage, languages } from "../../../web/language/languages.ts";

describe.each(languages.map((language) => [language.tag, language] as const))(
  "the interface in %s",
  (_tag, { messages }) => {
    test("the language has every text, and no other", () => {
      expect(Object.keys(messages).sort()).toEqual(Object.keys(en).sort());
      for (const [key, text] of Object.entries(messages))
        if (typeof text === "string") expect([key, text.trim()]).not.toEqual([key, ""]);
    });
  },
);

test.each([
  [undefined, "en"],
  ["de-AT, en;q=0.5", "en"],
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
