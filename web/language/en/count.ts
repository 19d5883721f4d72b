import { counted } from "../counted.ts";

/** Writes a number with a noun. */
export const countInEnglish = (number: number, one: string, other: string) => counted("en", number, { one, other });
