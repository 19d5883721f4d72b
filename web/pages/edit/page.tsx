import { definePage, type Outcome } from "../../page.ts";
import { EditForm } from "./EditForm.tsx";
import { enteredOf, readEntered } from "./entered.ts";
import { allForms, type Edited, type Form, nameOfEdited } from "./form.ts";

/**
 * The page of the form of each mutation. A form that changes something takes its `id` in the address; one that adds
 * something is filled with the parameters of the address that have the names of its fields.
 */
export const editPages = allForms.map((form) =>
  definePage({
    path: `/edit/${form.mutation}`,
    isForEditors: true,
    document: form.opens,
    variables: ({ query }) => (form.hasTarget ? { id: query.get("id") ?? "" } : {}),
    show({ noun }, { address, language }): Outcome {
      const t = language.messages;
      if (!isTarget(form, noun)) return { missing: { title: t.nothingToEdit } };
      const given = readEntered(form.fields, address.query);
      const shown = noun && form.isFilled ? enteredOf(form.fields, noun) : new Map<string, string>();
      const entered = new Map([...shown, ...given]);
      return { view: formView(form, t.formTitle[form.mutation] ?? form.mutation, { noun, entered, seen: shown }) };
    },
  }),
);

/** Tells whether a form can change the node that was found: one of its type, or none for a form that adds something. */
export function isTarget({ hasTarget, noun: type }: Form, noun: Edited | null | undefined): boolean {
  return !hasTarget || noun?.__typename === type;
}

/** Makes the view of a form. */
export function formView(form: Form, title: string, state: Omit<Parameters<typeof EditForm>[0], "form">) {
  const { noun } = state;
  return {
    title: noun ? `${title}: ${nameOfEdited(noun).slice(0, 80)}` : title,
    isUnlisted: true,
    main: <EditForm form={form} {...state} />,
  };
}
