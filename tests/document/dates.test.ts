import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { instantAfter, readBound, writeDate, writeWhen } from "../../src/document/dates.ts";

const days = fc
  .date({ min: new Date("0001-01-01T00:00:00Z"), max: new Date("9999-12-31T23:59:59.999Z"), noInvalidDate: true })
  .map((instant) => instant.toISOString());
const lengths = fc.constantFrom(4, 7, 10, 24);

describe("a bound of time", () => {
  test.each<[string, string | null]>([
    ["2018", "2019-01-01T00:00:00.000Z"],
    ["2018-12", "2019-01-01T00:00:00.000Z"],
    ["2018-02", "2018-03-01T00:00:00.000Z"],
    ["2020-02-28", "2020-02-29T00:00:00.000Z"],
    ["2018-12-31", "2019-01-01T00:00:00.000Z"],
    ["0099", "0100-01-01T00:00:00.000Z"],
    ["2018-12-31T23:59:59.999Z", "2019-01-01T00:00:00.000Z"],
    ["2018-09-07T02:00+02:00", "2018-09-07T00:00:00.001Z"],
    ["9999", null],
    ["9999-12-31", null],
    ["9999-12-31T23:59:59.999Z", null],
  ])("the bound %s is over at %s", (text, over) => {
    const bound = readBound(text);
    expect(bound && (instantAfter(bound)?.toISOString() ?? null)).toBe(over);
  });

  test.each(["", "18", "2018-13", "2018-02-30", "0000", "2018-09-07T00:00:00", "7.9.2018", " 2018", "2018-9-7"])(
    "the text %j is no bound",
    (text) => expect(readBound(text)).toBeNull(),
  );

  test("a bound contains exactly the instants that begin with it", () => {
    fc.assert(
      fc.property(days, days, lengths, (one, other, length) => {
        const bound = readBound(one.slice(0, length));
        if (!bound) throw new Error(`${one.slice(0, length)} is not read`);
        const after = instantAfter(bound);
        const isIn = bound.at.toISOString() <= other && (after === null || other < after.toISOString());
        expect(isIn).toBe(other.startsWith(one.slice(0, length)));
      }),
    );
  });

  test("a bound is written as it was read, and as a date never finer than a day", () => {
    fc.assert(
      fc.property(days, lengths, (one, length) => {
        const bound = readBound(one.slice(0, length));
        if (!bound) throw new Error(`${one.slice(0, length)} is not read`);
        expect(writeWhen(bound.at, bound.precision)).toBe(one.slice(0, length));
        expect(writeDate(bound.at, bound.precision)).toBe(one.slice(0, Math.min(length, 10)));
      }),
    );
  });
});
