import type { Messages } from "./messages.ts";

/** Says in the interface's language what a mutation does: its name ends with the verb. */
export function doneBy(action: string, t: Messages): string {
  return t.changeDone[/[A-Z][a-z]+$/.exec(action)?.[0] ?? action] ?? action;
}
