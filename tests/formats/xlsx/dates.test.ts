import { describe, expect, test } from "@jest/globals";
import { assert, date, property } from "fast-check";
import { readDate } from "../../../src/formats/reading/dates.ts";
import { dateOfSerial, readBareSerial } from "../../../src/formats/xlsx/dates.ts";
import { dateFormOf } from "../../../src/formats/xlsx/styles.ts";

test.each([
  [1, false, "1900-01-01"],
  [59, false, "1900-02-28"],
  [60, false, "1900-02-29"],
  [61, false, "1900-03-01"],
  [43_350, false, "2018-09-07"],
  [43_350.5, false, "2018-09-07 12:00:00"],
  [43_350.999_999, false, "2018-09-08"],
  [2_958_465, false, "9999-12-31"],
  [0, false, ""],
  [0.25, false, "06:00:00"],
  [0, true, "1904-01-01"],
  [41_888, true, "2018-09-07"],
  [-1, false, null],
  [2_958_466, false, null],
  [Number.NaN, false, null],
])("the number %s (since 1904: %s) is %j", (serial, is1904, written) => {
  expect(dateOfSerial(serial, "day", is1904)).toBe(written);
});

test("every day since March 1900 is the same day in both countings, and in every form", () => {
  const days = date({ min: new Date("1904-01-02"), max: new Date("9999-12-31"), noInvalidDate: true });
  assert(
    property(days, (instant) => {
      const day = instant.toISOString().slice(0, 10);
      const serial = Date.parse(day) / 86_400_000 + 25_569;
      expect(dateOfSerial(serial, "day", false)).toBe(day);
      expect(dateOfSerial(serial - 1_462, "day", true)).toBe(day);
      expect(dateOfSerial(serial, "month", false)).toBe(day.slice(0, 7));
      expect(dateOfSerial(serial, "year", false)).toBe(day.slice(0, 4));
    }),
  );
});

test("a day that Excel invented and a time without a day are no dates", () => {
  for (const written of [dateOfSerial(60, "day", false), dateOfSerial(0.25, "time", false)])
    expect(readDate(written as string)).toMatchObject({ code: "BAD_DATE" });
  expect(readDate("2018-09-07 12:00:00")).toEqual({ date: "2018-09-07" });
});

test.each([
  ["43350", "2018-09-07"],
  ["43350.5", "2018-09-07 12:00:00"],
  ["2018", "2018"],
  ["20180907", "20180907"],
  ["7 September 2018", "7 September 2018"],
])("%j in a column of dates is %j", (cell, written) => {
  expect(readBareSerial(cell, false)).toBe(written);
});

describe("what a number format shows of a date", () => {
  test.each([
    ["General", null],
    ["0.00", null],
    ["#,##0", null],
    ["0.00E+00", null],
    ["@", null],
    ['"d"0', null],
    ["[Red]0", null],
    ["m/d/yy", "day"],
    ["dd.mm.yyyy", "day"],
    ["[$-407]d. mmmm yyyy;@", "day"],
    ["yyyy\\-mm\\-dd", "day"],
    ["yyyy/mm/dd hh:mm:ss.000", "day"],
    ["m/d/yy h:mm AM/PM", "day"],
    ["[$-411]ge.m.d", "day"],
    ["mmm yyyy", "month"],
    ["mm/yy", "month"],
    ['yyyy"年"m"月"', "month"],
    ["mmmm", "month"],
    ["yyyy", "year"],
    ["h:mm", "time"],
    ["[h]:mm:ss", "time"],
    ["mm:ss.0", "time"],
  ])("the format %s shows %j", (code, form) => {
    expect(dateFormOf(code)).toBe(form);
  });
});
