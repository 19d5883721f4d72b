import { expect, test } from "@jest/globals";
import { ar } from "../../../web/language/ar.ts";
import { de } from "../../../web/language/de.ts";
import { ru } from "../../../web/language/ru.ts";
import { tr } from "../../../web/language/tr.ts";

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
