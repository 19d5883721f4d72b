import type { en } from "./en.ts";

/**
 * All texts of the interface in one language. English has the list of keys (`en.ts`); every other language has exactly the
 * same, with functions of the same arguments.
 */
export type Messages = {
  [Key in keyof typeof en]: (typeof en)[Key] extends string ? string : (typeof en)[Key];
};
