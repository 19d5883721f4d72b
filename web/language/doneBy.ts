import type { Messages } from "./messages.ts";

/** Says in the interface's language what a mutation does. */
export function doneBy(action: string, t: Messages): string {
  return t.changeDone[verbOf(action)] ?? action;
}

/** Returns the last word of a mutation's name: what it does. */
export function verbOf(mutation: string): string {
  return /[A-Z][a-z]+$/.exec(mutation)?.[0] ?? mutation;
}
