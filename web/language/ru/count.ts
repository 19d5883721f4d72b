import { counted } from "../counted.ts";

/** Russian has three forms for whole numbers: 1 and 21, 2 to 4 and 22, 5 to 20 and 25. */
export const countInRussian = (number: number, one: string, few: string, many: string) =>
  counted("ru", number, { one, few, many, other: few });
