import type { Acted, Acting, Action, Sent } from "../../action.ts";
import { editAddress } from "../../address/edit.ts";
import { changesIn, givenUp, type Left, mergeChanges } from "./changes.ts";
import { type Entered, enteredOf, inputsOf, readEntered, readSeen, seenIn } from "./entered.ts";
import { addressAfter, allForms, type Edited, type Form } from "./form.ts";
import { formView, isTarget, type Shown } from "./page.tsx";
import { readCandidate } from "./passage.ts";
import { problemIn } from "./problems.ts";

/** What the form of each mutation does. */
export const editActions: readonly Action[] = allForms.map((form) => ({
  path: editAddress(form.mutation),
  act: (sent, acting) => actOn(form, sent, acting),
}));

async function actOn(form: Form, { fields: sent }: Sent, acting: Acting): Promise<Acted> {
  const { fields, hasTarget, hasVersion, isFilled } = form;
  const t = acting.language.messages;
  const id = sent.get("id") ?? "";
  const version = sent.get("expectedVersion") ?? "";
  const key = sent.get("idempotencyKey");
  const left: Left = {
    entered: tidied(form, new Map([...readEntered(fields, sent), ...readCandidate(sent)])),
    seen: readSeen(sent.get("seen")),
    given: givenUp(fields, sent),
  };

  /** Shows the form again, with the node as it is now. */
  async function show(
    status: number,
    state: (noun: Edited | null | undefined, present: Entered) => Partial<Shown>,
  ): Promise<Acted> {
    const { noun } = hasTarget ? await acting.ask(form.opens, { id }) : {};
    if (!isTarget(form, noun)) return { missing: { title: t.nothingToEdit } };
    const present = noun && isFilled ? enteredOf(fields, noun) : new Map<string, string>();
    const { entered } = isFilled ? mergeChanges(fields, left, present) : left;
    const shown = { noun, version, entered, seen: left.seen, ...state(noun, present) };
    return { view: formView(form, shown, t), status };
  }

  /** Shows what others have changed beside the sender's own changes; the next time it is sent, the form is up to date. */
  const showConflict = () =>
    show(409, (noun, present) => ({
      version: noun?.version,
      seen: seenIn(fields, present),
      present,
      clashes: isFilled ? mergeChanges(fields, left, present).clashes : [],
      isConflict: true,
    }));

  if (sent.has("more")) return show(200, () => ({ hasMoreRows: true }));
  const { reason, ...changes } = isFilled ? changesIn(fields, left) : withoutEmpty(inputsOf(fields, left.entered));
  if (isFilled && Object.keys(changes).length === 0)
    return show(422, () => ({ problems: [{ message: t.nothingEntered, code: "INVALID" }] }));
  const input = {
    ...(hasTarget && { id }),
    ...(hasVersion && { expectedVersion: version }),
    ...changes,
    ...(typeof reason === "string" && { reason }),
    ...(key && { idempotencyKey: key }),
  };
  const outcome = await acting.attempt(form.sends, { input });
  if ("failure" in outcome) {
    const problem = problemIn(outcome.failure);
    return problem ? show(422, () => ({ problems: [problem] })) : { failure: outcome.failure };
  }
  const { noun, userErrors, candidates } = outcome.data.sent;
  if (userErrors.length === 0) return { done: addressAfter(form, noun) };
  if (userErrors.some(({ code }) => code === "CONFLICT")) return showConflict();
  return show(422, () => ({ problems: userErrors, candidates }));
}

/** Takes out the rows that were left empty, so that the places of problems fit. */
function tidied({ fields }: Form, entered: Entered): Entered {
  return enteredOf(fields, inputsOf(fields, entered));
}

function withoutEmpty(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== false));
}
