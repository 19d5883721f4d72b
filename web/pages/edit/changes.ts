import type { FormField } from "../../generated/forms.ts";
import { type Entered, inputsOf, isAsSeen, isSameField, type Seen } from "./entered.ts";

/** A form as its sender left it. */
export interface Left {
  entered: Entered;
  seen: Seen;
  /** The names of the fields of which the sender has chosen the present value instead of their own. */
  given: ReadonlySet<string>;
}

/** Reads the fields of which the sender has chosen the present value (`take.name`). */
export function givenUp(fields: readonly FormField[], sent: URLSearchParams): ReadonlySet<string> {
  return new Set(fields.map(({ name }) => name).filter((name) => sent.get(`take.${name}`) === "theirs"));
}

/** Returns the fields that the sender of a form has changed. */
export function changedFields(fields: readonly FormField[], { entered, seen, given }: Left): readonly FormField[] {
  return fields.filter((field) => !given.has(field.name) && !isAsSeen(field, entered, seen));
}

/**
 * Returns the input with the changed fields and those that belong to them: who changes `saidAt` also says `saidAtPrecision`,
 * which would otherwise become that of an exact time.
 */
export function changesIn(fields: readonly FormField[], left: Left): Record<string, unknown> {
  const changed = changedFields(fields, left).map(({ name }) => name);
  const isPartOf = (name: string) =>
    changed.some((other) => name.startsWith(other) && /^[A-Z]/.test(name.slice(other.length)));
  const sent = fields.filter(({ name }) => changed.includes(name) || isPartOf(name));
  return inputsOf(sent, left.entered);
}

/** A form whose node somebody else has changed since it was opened. */
export interface Merged {
  /** What the form goes on with: the sender's own changes, and for all other fields the present values. */
  entered: Entered;
  /** The fields that both have changed, and differently. */
  clashes: readonly FormField[];
}

/**
 * Joins the changes of a form's sender with those that others have made since.
 *
 * @param present what the node holds now
 */
export function mergeChanges(fields: readonly FormField[], left: Left, present: Entered): Merged {
  const changed = changedFields(fields, left);
  const entered = new Map(
    fields.flatMap((field) => textsOfField(field, changed.includes(field) ? left.entered : present)),
  );
  const clashes = changed.filter(
    (field) => !field.isUnread && !isAsSeen(field, present, left.seen) && !isSameField(field, left.entered, present),
  );
  // Whoever changes something gives a reason of their own.
  return { entered, clashes: clashes.filter(({ name }) => name !== "reason") };
}

/** Returns the texts that belong to one field. */
function textsOfField({ name }: FormField, entered: Entered): [string, string][] {
  return [...entered].filter(([place]) => place === name || place.startsWith(`${name}.`));
}
