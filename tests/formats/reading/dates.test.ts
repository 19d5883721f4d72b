import { describe, expect, test } from "@jest/globals";
import { readDate } from "../../../src/formats/reading/dates.ts";

describe("readDate", () => {
  test.each([
    ["2018", ["2018", " 2018 "]],
    [
      "2018-09",
      [
        "2018-09",
        "September 2018",
        "Sept. 2018",
        "2018/09",
        "09/2018",
        "9.2018",
        "septembre 2018",
        "Сентябрь 2018 г.",
        "2018年9月",
      ],
    ],
    [
      "2018-09-07",
      [
        "2018-09-07",
        "2018-9-7",
        "2018/09/07",
        "2018.09.07",
        "2018-09-07 10:00",
        "2018-09-07T10:00:00.123",
        "7 Sep 2018",
        "7 September 2018",
        "7th of September, 2018",
        "Sept. 7, 2018",
        "September 7th 2018",
        "Friday, September 7, 2018",
        "SEPTEMBER 7, 2018",
        "2018 September 7",
        "7-Sep-2018",
        "07.09.2018",
        "7. September 2018",
        "7 septembre 2018",
        "7 de septiembre de 2018",
        "7 сентября 2018 г.",
        "7 сентября 2018 года",
        "7 settembre 2018",
        "7 de setembro de 2018",
        "7 września 2018",
        "7 вересня 2018",
        "7 Eylül 2018",
        "2018年9月7日",
        "2018년 9월 7일",
        "2018年9月7日 14:30",
      ],
    ],
    [
      "2018-03-01",
      [
        "1er mars 2018",
        "1. März 2018",
        "1 marzo 2018",
        "1 марта 2018",
        "01.03.2018",
        "1 maart 2018",
        "1 março 2018",
        "1 marca 2018",
      ],
    ],
    ["2018-05-05", ["05/05/2018", "5 мая 2018", "5 mai 2018", "5 mei 2018", "5 maj 2018", "5 maggio 2018"]],
    ["2018-12-31", ["31/12/2018", "12/31/2018", "31-12-2018", "31 décembre 2018", "31. Dez. 2018"]],
    ["2018-09-07T10:00:00Z", ["2018-09-07T10:00:00Z", "2018-09-07 10:00:00Z"]],
    ["2018-09-07T10:00:00+02:00", ["2018-09-07T10:00:00+02:00"]],
    [
      "2018-09-07T14:30:00Z",
      [
        "Fri, 07 Sep 2018 14:30:00 GMT",
        "Fri, 7 Sep 2018 14:30:00 +0000",
        "Fri Sep 07 14:30:00 +0000 2018",
        "Fri Sep 07 2018 14:30:00 GMT+0000 (Coordinated Universal Time)",
        "2018-09-07 14:30:00+00",
        "2018-09-07 14:30:00 UTC",
        "2018-09-07T14:30Z",
        "2018-09-07T14:30:00Z[UTC]",
        "20180907T143000Z",
        "2018/09/07 14:30 UTC",
        "Sep 7, 2018 at 2:30 PM UTC",
        "7.9.2018 14:30 GMT",
      ],
    ],
    ["2018-09-07T14:30:00+03:00", ["2018-09-07T14:30:00+0300", "2018-09-07 14:30:00+03", "2018-09-07 14:30:00 +03:00"]],
    ["2018-09-07T14:30:00.123Z", ["2018-09-07 14:30:00.123456+00"]],
    ["2018-09-07T14:30:00-04:00", ["Fri, 07 Sep 2018 14:30:00 EDT"]],
    ["2018-09-07T14:40:00.000Z", ["1536331200", "1536331200000"]],
    [
      "2018-09-27",
      ["9/27/2018 14:30", "27.9.2018 14:30", "9/27/2018 2:30 PM", "2018-09-27 14:30:00 XYZ", "27 Sep 2018 14:30"],
    ],
    ["2018-09", ["2018-09-00", "2018/09/00", "2018-09-00 00:00:00"]],
    ["2018", ["2018-00-00"]],
    ["2020-02-29", ["29 February 2020", "29/2/2020"]],
  ])("readDate reads %s as exactly as it is written", (date, all) => {
    expect(all.map((written) => readDate(written))).toEqual(all.map(() => ({ date })));
  });

  test.each(["03/04/2018", "03/04/2018 14:30", "3-4-2018", "12/11/2018", "31/12/18", "3.4.18"])(
    "readDate does not guess at %s",
    (written) => {
      expect(readDate(written)).toMatchObject({ code: "AMBIGUOUS_DATE", message: expect.stringContaining(written) });
    },
  );

  test.each([
    ["31 February 2018", /does not exist/],
    ["2018-02-31", /does not exist/],
    ["31/02/2018", /does not exist/],
    ["29 February 2018", /does not exist/],
    ["2018-13-01", /does not exist/],
    ["31/31/2018", /does not exist/],
    ["2018年2月31日", /does not exist/],
    ["0 May 2018", /does not exist/],
    ["2018-02-31T10:00:00Z", /cannot be read/],
    ["0000-01-01", /does not exist/],
    ["0000", /cannot be read/],
    ["9999-12-31", /stands for an unknown date/],
    ["31.12.9999", /stands for an unknown date/],
    ["before September 2018", /cannot be read/],
    ["September", /cannot be read/],
    ["7 September", /cannot be read/],
    ["September or October 2018", /cannot be read/],
    ["1 2 September 2018", /cannot be read/],
    ["yesterday", /cannot be read/],
    ["2018-00-07", /does not exist/],
    ["0000-00-00", /does not exist/],
    ["31 Feb 2018 10:00 UTC", /no such day/],
    ["yesterday 10:00", /cannot be read/],
    ["20180907", /cannot be read/],
    ["x".repeat(100_000), /cannot be read/],
  ])("readDate refuses a text that is no date: case %#", (written, message) => {
    const refused = readDate(written);
    expect(refused).toEqual({ code: "BAD_DATE", message: expect.stringMatching(message) });
    expect("message" in refused && refused.message.length).toBeLessThan(250);
  });

  test("no name of a month stands for two, in whatever language", () => {
    const languages = ["en", "fr", "de", "ru", "es", "it", "pt", "nl", "sv", "pl", "uk", "tr"];
    for (const language of languages) {
      const { format } = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", timeZone: "UTC" });
      for (let month = 1; month <= 12; month += 1) {
        const day = `${month}`.padStart(2, "0");
        expect([language, readDate(`${format(Date.UTC(2018, month - 1, 7))} 2018`)]).toEqual([
          language,
          { date: `2018-${day}-07` },
        ]);
      }
    }
  });
});
