import type { Acted, Acting, Action, Sent } from "../../action.ts";
import { editAddress } from "../../address/edit.ts";
import { changesIn, givenUp, type Left, mergeChanges } from "./changes.ts";
import { type Entered, enteredOf, inputsOf, readEntered, readSeen, seenIn } from "./entered.ts";
import { addressAfter, allForms, type Edited, type Form } from "./form.ts";
import { formView, isTarget, type Shown } from "./page.tsx";
import { readCandidate } from "./passage.ts";
import { problemIn } from "./problems.ts";
import { resolveNames, takeChoices } from "./references.ts";

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
  let left: Left = {
    entered: takeChoices(fields, tidied(form, new Map([...readEntered(fields, sent), ...readCandidate(sent)])), sent),
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
  if (isFilled && Object.keys(changesNow().changes).length === 0)
    return show(422, () => ({ problems: [{ message: t.nothingEntered, code: "INVALID", isOurs: true }] }));
  // The API names the unknown references of one kind at a time; each round looks up those of another field.
  for (let round = 0; ; round++) {
    const outcome = await acting.attempt(form.sends, { input: inputNow(round) });
    if ("failure" in outcome) {
      const problem = problemIn(outcome.failure);
      return problem ? show(422, () => ({ problems: [problem] })) : { failure: outcome.failure };
    }
    const { noun, userErrors, candidates } = outcome.data.sent;
    if (userErrors.length === 0) return { done: addressAfter(form, noun) };
    if (userErrors.some(({ code }) => code === "CONFLICT")) return showConflict();
    const { entered, unclear, others } = await resolveNames(fields, left.entered, userErrors, acting.ask);
    const isResolved = entered !== left.entered;
    left = { ...left, entered };
    if (unclear.length > 0 || others.length > 0 || !isResolved || round >= fields.length)
      return show(422, () => ({ problems: others, unclear, candidates }));
  }

  function changesNow() {
    const { reason, ...changes } = isFilled ? changesIn(fields, left) : withoutEmpty(inputsOf(fields, left.entered));
    return { reason, changes };
  }

  function inputNow(round: number): Record<string, unknown> {
    const { reason, changes } = changesNow();
    return {
      ...(hasTarget && { id }),
      ...(hasVersion && { expectedVersion: version }),
      ...changes,
      ...(typeof reason === "string" && { reason }),
      // With names looked up, the input is another: a form that is sent twice comes by the same keys again.
      ...(key && { idempotencyKey: round === 0 ? key : `${key}:${round}` }),
    };
  }
}

/** Takes out the rows that were left empty, so that the places of problems fit. */
function tidied({ fields }: Form, entered: Entered): Entered {
  return enteredOf(fields, inputsOf(fields, entered));
}

function withoutEmpty(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== false));
}
