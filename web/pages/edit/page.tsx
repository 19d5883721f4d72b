import { editAddress } from "../../address/edit.ts";
import type { Messages } from "../../language/messages.ts";
import { definePage, type Outcome, type View } from "../../page.ts";
import { shortened } from "../../views/shortened.ts";
import { EditForm, type EditFormProps } from "./EditForm.tsx";
import { enteredOf, readEntered, seenIn } from "./entered.ts";
import { allForms, type Edited, type Form, nameOfEdited } from "./form.ts";

/**
 * The page of the form of each mutation. A form that changes something takes its `id` in the address; any that
 * does not show values of its own is filled with the parameters of the address that have the names of its fields.
 */
export const editPages = allForms.map((form) =>
  definePage({
    path: editAddress(form.mutation),
    isForEditors: true,
    document: form.opens,
    variables: ({ query }) => (form.hasTarget ? { id: query.get("id") ?? "" } : {}),
    show({ noun }, { address, language }): Outcome {
      const t = language.messages;
      if (!isTarget(form, noun)) return { missing: { title: t.nothingToEdit } };
      // A link must not put changes among the values that a form shows: who sends it would not see them.
      const entered = noun && form.isFilled ? enteredOf(form.fields, noun) : readEntered(form.fields, address.query);
      const seen = seenIn(form.fields, entered);
      return { view: formView(form, { noun, entered, seen }, t) };
    },
  }),
);

/** Tells whether a form can change the node that was found: one of its type, or none for a form that adds something. */
export function isTarget({ hasTarget, noun: type }: Form, noun: Edited | null | undefined): boolean {
  return !hasTarget || noun?.__typename === type;
}

/** What the view of a form shows. */
export type Shown = Omit<EditFormProps, "form">;

/** Makes the view of a form. */
export function formView(form: Form, shown: Shown, t: Messages): View {
  const { noun } = shown;
  const title = t.formTitle[form.mutation] ?? form.mutation;
  return {
    title: noun ? `${title}: ${shortened(nameOfEdited(noun), LONGEST_TITLE)}` : title,
    isUnlisted: true,
    main: <EditForm form={form} {...shown} />,
  };
}

const LONGEST_TITLE = 80;
