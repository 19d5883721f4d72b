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
  ["x on September 7, 2018", "2018-09-07", "2018-09-07"],
  ["x on 7th of September 2018", "2018-09-07", "2018-09-07"],
  ["x Sept. 2018", "2018-09", "2018-09"],
  ["x in May 2018", "2018-05", "2018-05"],
  ["x in the year 2018", "2018", "2018"],
  ["x from September 2016 to October 2018", "2016-09", "2018-10"],
  ["x im September 2018", "2018-09", "2018-09"],
  ["x seit September 2018", "2018-09", undefined],
  ["x am 7. März 2018", "2018-03-07", "2018-03-07"],
  ["x vom 7.3.2018", "2018-03-07", "2018-03-07"],
  ["x vor Mai 2018", undefined, "2018-04"],
  ["x ab dem Jahr 2018", "2018", undefined],
  ["x von 2016 bis 2018", "2016", "2018"],
  ["x zwischen 2016 und 2018", "2016", "2018"],
  ["x nach 2016 und vor 2018", "2017", "2017"],
  ["x в сентябре 2018 года", "2018-09", "2018-09"],
  ["x 7 сентября 2018 г.", "2018-09-07", "2018-09-07"],
  ["x с мая 2018", "2018-05", undefined],
  ["x до 2018 года", undefined, "2018"],
  ["x после 2018", "2019", undefined],
  ["x с 2016 по 2018 год", "2016", "2018"],
  ["x между 2016 и 2018 гг.", "2016", "2018"],
  ["x Eylül 2018'de", "2018-09", "2018-09"],
  ["x EYLÜL 2018", "2018-09", "2018-09"],
  ["x 7 Mayıs 2018", "2018-05-07", "2018-05-07"],
  ["x kasim 2018", "2018-11", "2018-11"],
  ["x 2018 yılında", "2018", "2018"],
  ["x 2018'den beri", "2018", undefined],
  ["x Eylül 2018’den bu yana", "2018-09", undefined],
  ["x 2018 yılından önce", undefined, "2017"],
  ["x 2018'e kadar", undefined, "2018"],
  ["x 2016'dan 2018'e kadar", "2016", "2018"],
  ["x 2016-2018 arasında", "2016", "2018"],
  ["x في سبتمبر 2018", "2018-09", "2018-09"],
  ["x في أيلول/سبتمبر ٢٠١٨", "2018-09", "2018-09"],
  ["x ٧ تشرين الأول ٢٠١٨", "2018-10-07", "2018-10-07"],
  ["x منذ عام 2018", "2018", undefined],
  ["x قبل مايو 2018", undefined, "2018-04"],
  ["x بعد 2018؟", "2019", undefined],
  ["x بين 2016 و2018", "2016", "2018"],
  ["x من عام 2016 إلى عام 2018", "2016", "2018"],
])("%j is from %s to %s", (input, from, to) => {
  const { rest, ...span } = takeSpan(input);
  expect(rest.replace(/[\s,.?؟]+/g, " ").trim()).toBe("x");
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
  "x 7/9/2018",
  "x 31.9.2018",
  "x in Septembr",
  "x مايو/سبتمبر 2018",
])("%j has no date", (input) => {
  expect(takeSpan(input)).toEqual({ rest: input });
});

test.each([
  ["Theresa May 2018", "Theresa May", "2018"],
  ["Erdoğan AB 2018", "Erdoğan AB", "2018"],
  ["Idlib in Septembr 2018", "Idlib in Septembr", "2018"],
])("the year is taken out of %j, and %j stays", (input, stays, year) => {
  const { rest, ...span } = takeSpan(input);
  expect([rest.trim(), span]).toEqual([stays, { from: year, to: year }]);
});
