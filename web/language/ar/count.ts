import { counted } from "../counted.ts";

/** Writes a number with a noun in the six forms of Arabic: none, one, two, 3 to 10, 11 to 99, whole hundreds. */
export const countInArabic = (
  number: number,
  zero: string,
  one: string,
  two: string,
  few: string,
  many: string,
  other: string,
) => counted("ar", number, { zero, one, two, few, many, other });

export const countStatements = (n: number) =>
  countInArabic(n, "لا تصريحات", "تصريح واحد", "تصريحان", "# تصريحات", "# تصريحًا", "# تصريح");
