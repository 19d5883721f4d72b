import type { Acting } from "../../action.ts";
import type { FormField } from "../../generated/forms.ts";
import { type Sort, sorts } from "../../search/sorts.ts";
import { type LookedUp, lookUpName } from "../lookUpName.ts";
import { type Entered, inputOf } from "./entered.ts";
import type { FormProblem } from "./problems.ts";

/** Of more unknown references, the rest is told as unknown: whoever pastes a long list has to look it over anyway. */
const MOST_LOOKED_UP = 20;

/** A reference that was typed and means nothing, or several things, with what may be meant. */
export interface Unclear {
  /** The field's name, with a number in a list: `topics.1`. */
  place: string;
  typed: string;
  found: Exclude<LookedUp, { slug: string }>;
}

/** A form with its references looked up. */
export interface Resolved {
  entered: Entered;
  unclear: readonly Unclear[];
  /** The problems that were about no name. */
  others: readonly FormProblem[];
}

/** Tells what a field's reference is looked up by: undefined if only an address or an id will do. */
export function sortOf({ of }: FormField): Sort | undefined {
  return sorts.find((sort) => sort === of);
}

/**
 * Looks up the references that the API did not know: a name that only one thing has becomes its slug. It is done after the API
 * has refused a form, so that slugs and ids cost nothing.
 */
export async function resolveNames(
  fields: readonly FormField[],
  entered: Entered,
  problems: readonly FormProblem[],
  ask: Acting["ask"],
): Promise<Resolved> {
  const looked = await Promise.all(
    problems.map(async (problem, index) => {
      const [name = "", number = "0"] = problem.field ?? [];
      const field = fields.find((each) => each.name === name);
      const sort = field && sortOf(field);
      const typed = field && typedIn(field, entered)[Number(number)];
      if (index >= MOST_LOOKED_UP || problem.code !== "NOT_FOUND" || !field || !sort || typed === undefined)
        return { problem };
      return { field, typed, place: (problem.field ?? []).join("."), found: await lookUpName(ask, sort, typed) };
    }),
  );
  let resolved = entered;
  const unclear: Unclear[] = [];
  for (const each of looked) {
    if (!each.field) continue;
    const { field, typed, place, found } = each;
    if ("slug" in found) resolved = replaced(field, resolved, typed, found.slug);
    else unclear.push({ place, typed, found });
  }
  return { entered: resolved, unclear, others: looked.flatMap(({ problem }) => problem ?? []) };
}

const CHOICE = "mean.";

/** The name of the field in which an editor chooses what they meant. */
export function choiceName({ place }: Pick<Unclear, "place">): string {
  return `${CHOICE}${place}`;
}

/** Writes a choice: what was typed, and the slug of what was meant by it. */
export function writeChoice(typed: string, slug: string): string {
  return JSON.stringify([typed, slug]);
}

/** Puts what an editor has chosen in the place of the names that they had typed. A name that they have changed since stays. */
export function takeChoices(fields: readonly FormField[], entered: Entered, sent: URLSearchParams): Entered {
  let taken = entered;
  for (const [name, value] of sent) {
    const field = fields.find((each) => name === `${CHOICE}${each.name}` || name.startsWith(`${CHOICE}${each.name}.`));
    const [typed, slug] = readChoice(value);
    if (field && sortOf(field) && typed !== undefined && slug !== undefined)
      taken = replaced(field, taken, typed, slug);
  }
  return taken;
}

function readChoice(value: string): (string | undefined)[] {
  try {
    const read: unknown = JSON.parse(value);
    return Array.isArray(read) ? read.map(String) : [];
  } catch {
    return [];
  }
}

/** Returns the references of a field as they were typed. */
function typedIn(field: FormField, entered: Entered): readonly string[] {
  const value = inputOf(field, entered);
  return Array.isArray(value) ? (value as string[]) : typeof value === "string" ? [value] : [];
}

function replaced(field: FormField, entered: Entered, typed: string, slug: string): Entered {
  const references = typedIn(field, entered).map((each) => (each === typed ? slug : each));
  return new Map([...entered, [field.name, references.join("\n")]]);
}
