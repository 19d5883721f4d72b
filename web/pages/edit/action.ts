import type { Acted, Acting, Action, Sent } from "../../action.ts";
import { mergeChanges, takeTheirs } from "./conflict.ts";
import { changesIn, type Entered, enteredOf, inputsOf, readEntered, readSeen } from "./entered.ts";
import { addressAfter, allForms, type Edited, type Form, type SentAnswer } from "./form.ts";
import { formView, isTarget } from "./page.tsx";
import { type FormProblem, problemIn } from "./problems.ts";

/** What the form of each mutation does. */
export const editActions: readonly Action[] = allForms.map((form) => ({
  path: `/edit/${form.mutation}`,
  act: (sent, acting) => actOn(form, sent, acting),
}));

async function actOn(form: Form, { fields }: Sent, acting: Acting): Promise<Acted> {
  const { fields: described, hasTarget, hasVersion, isFilled } = form;
  const t = acting.language.messages;
  const seen = readSeen(fields.get("seen"));
  const entered = takeCandidate(fields, takeTheirs(described, readEntered(described, fields), seen, fields));
  const id = fields.get("id") ?? "";
  const version = fields.get("expectedVersion") ?? "";

  /** Shows the form again, with rows that were left empty taken out, so that the places of problems fit. */
  async function show(status: number, given: Shown = {}): Promise<Acted> {
    const { noun } = hasTarget ? await acting.ask(form.opens, { id }) : {};
    if (!isTarget(form, noun)) return { missing: { title: t.nothingToEdit } };
    const tidy = enteredOf(described, inputsOf(described, entered));
    // The version that the editor has seen, not the present one: only a conflict that they have seen moves it on.
    const state = { noun, version, entered: tidy, seen, ...given };
    return { view: formView(form, t.formTitle[form.mutation] ?? form.mutation, state), status };
  }

  async function showConflict(): Promise<Acted> {
    const { noun: present } = await acting.ask(form.opens, { id });
    if (!present || !isTarget(form, present)) return { missing: { title: t.nothingToEdit } };
    const theirs = isFilled ? enteredOf(described, present) : new Map<string, string>();
    const { entered: merged, clashes } = isFilled
      ? mergeChanges(described, seen, entered, theirs)
      : { entered, clashes: [] };
    return show(409, {
      noun: present,
      version: present.version,
      entered: merged,
      seen: theirs,
      clashes,
      isConflict: true,
    });
  }

  if (fields.has("more")) return show(200, { hasMoreRows: true });
  const { reason, ...changes } = isFilled ? changesIn(described, seen, entered) : given(inputsOf(described, entered));
  if (isFilled && Object.keys(changes).length === 0)
    return show(422, { problems: [{ message: t.nothingEntered, code: "INVALID" }] });
  const input = {
    ...(hasTarget && { id }),
    ...(hasVersion && { expectedVersion: version }),
    ...changes,
    ...(typeof reason === "string" && { reason }),
    ...(fields.get("idempotencyKey") && { idempotencyKey: fields.get("idempotencyKey") }),
  };
  const outcome = await acting.attempt(form.sends, { input });
  if ("failure" in outcome) {
    const problem = problemIn(outcome.failure);
    return problem ? show(422, { problems: [problem] }) : { failure: outcome.failure };
  }
  const { noun, userErrors, candidates } = (outcome.data as SentAnswer).sent;
  if (userErrors.length === 0) return { done: addressAfter(form, noun) };
  if (hasTarget && userErrors.some(({ code }) => code === "CONFLICT")) return showConflict();
  return show(422, { problems: userErrors, candidates });
}

/** What differs when a form is shown again. */
interface Shown {
  noun?: Edited;
  version?: string;
  entered?: Entered;
  seen?: Entered;
  problems?: readonly FormProblem[];
  candidates?: SentAnswer["sent"]["candidates"];
  clashes?: Form["fields"];
  isConflict?: boolean;
  hasMoreRows?: boolean;
}

/** Leaves out what was not entered. */
function given(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== false));
}

/** Takes the place of a passage that the editor has chosen among several. */
function takeCandidate(fields: URLSearchParams, entered: Entered): Entered {
  const chosen = readSeen(fields.get("take-passage"));
  return chosen.size > 0 ? new Map([...entered, ...chosen]) : entered;
}
