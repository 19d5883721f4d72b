import { expect, test } from "@jest/globals";
import { takeSpan } from "../../../web/search/takeSpan.ts";

test.each([
  ["x 2018", "2018", "2018"],
  ["x in 2018?", "2018", "2018"],
  ["x in 2018.", "2018", "2018"],
  ["x since 2017", "2017", undefined],
  ["x from 2017", "2017", undefined],
  ["x after 2018", "2019", undefined],
  ["x before 2019", undefined, "2018"],
  ["x until 2018", undefined, "2018"],
  ["x till 2018", undefined, "2018"],
  ["x 2016 to 2018", "2016", "2018"],
  ["x from 2016 until 2018", "2016", "2018"],
  ["x between 2016 and 2018", "2016", "2018"],
  ["x after 2016 and before 2018", "2017", "2017"],
  ["x since 2016, before 2018", "2016", "2017"],
  ["x in September 2018", "2018-09", "2018-09"],
  ["x on 7 September 2018", "2018-09-07", "2018-09-07"],
  ["x since 2018-09-07", "2018-09-07", undefined],
  ["x after September 2018", "2018-10", undefined],
  ["x after December 2018", "2019-01", undefined],
  ["x before 2018-01-01", undefined, "2017-12-31"],
  ["x Since 2017", "2017", undefined],
  ["2018 x", "2018", "2018"],
])("%j is from %s to %s", (input, from, to) => {
  const { rest, ...span } = takeSpan(input);
  expect(rest.replace(/[\s,.?]+/g, " ").trim()).toBe("x");
  expect(span).toEqual({ ...(from && { from }), ...(to && { to }) });
});

test.each([
  "x since",
  "resolution 2254",
  "x 31 September 2018",
  "x 2018-13",
  "x 2018-02-30",
  "a12018",
  "x before Idlib",
])("%j has no date", (input) => {
  expect(takeSpan(input)).toEqual({ rest: input });
});
