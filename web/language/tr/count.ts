import { counted } from "../counted.ts";

/** Writes a number with a noun, which stays in the singular behind numbers. */
export const countInTurkish = (number: number, other: string) => counted("tr", number, { other });
