import type { FormField } from "../../generated/forms.ts";
import { type Entered, isSameField } from "./entered.ts";

/** A form whose node somebody else has changed since it was opened. */
export interface Merged {
  /** What the form goes on with: the editor's own changes, and for all other fields the present values. */
  entered: Entered;
  /** The fields that both have changed, and differently. */
  clashes: readonly FormField[];
}

/**
 * Joins an editor's changes with those that others have made since.
 *
 * @param seen what the form showed when it was opened
 * @param mine what the editor entered
 * @param theirs what the node holds now
 */
export function mergeChanges(fields: readonly FormField[], seen: Entered, mine: Entered, theirs: Entered): Merged {
  const isMine = (field: FormField) => !isSameField(field, mine, seen);
  const entered = new Map<string, string>();
  for (const field of fields)
    for (const [name, text] of partOf(field, isMine(field) ? mine : theirs)) entered.set(name, text);
  const clashes = fields.filter(
    (field) =>
      !field.isUnread && isMine(field) && !isSameField(field, theirs, seen) && !isSameField(field, mine, theirs),
  );
  return { entered, clashes };
}

/** Takes the present value for each field of which the editor has chosen it (`take.name`). */
export function takeTheirs(
  fields: readonly FormField[],
  entered: Entered,
  seen: Entered,
  sent: URLSearchParams,
): Entered {
  const taken = fields.filter(({ name }) => sent.get(`take.${name}`) === "theirs");
  return new Map(fields.flatMap((field) => [...partOf(field, taken.includes(field) ? seen : entered)]));
}

/** Returns the texts that belong to one field. */
function partOf({ name }: FormField, entered: Entered): [string, string][] {
  return [...entered].filter(([place]) => place === name || place.startsWith(`${name}.`));
}
