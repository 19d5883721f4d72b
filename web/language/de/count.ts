import { counted } from "../counted.ts";

/** Writes a number with a noun. */
export const countInGerman = (number: number, one: string, other: string) => counted("de", number, { one, other });
