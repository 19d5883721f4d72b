import { describe, expect, test } from "@jest/globals";
import { type FormField, forms } from "../../../web/generated/forms.ts";
import { enForms } from "../../../web/language/en/forms.ts";
import { languages } from "../../../web/language/languages.ts";

const inside = (fields: readonly FormField[]): FormField[] =>
  fields.flatMap((field) => [field, ...inside(field.fields ?? [])]);
const all = forms.flatMap(({ fields }) => inside(fields));

const tables = ["formTitle", "formField", "formChoice", "formHint", "formProblem", "formSend"] as const;

describe.each(languages.map(({ tag, messages }) => [tag, messages] as const))("the forms in %s", (tag, messages) => {
  test("every mutation has a title, every field a label, and every choice a word", () => {
    const lacking = [
      ...forms.map(({ mutation }) => mutation).filter((name) => !messages.formTitle[name]),
      ...all.map(({ name }) => name).filter((name) => !messages.formField[name]),
      ...all.flatMap(({ choices = [] }) => choices).filter((choice) => !messages.formChoice[choice]),
    ];
    expect([...new Set(lacking)]).toEqual([]);
  });

  test("no text of the forms is left in English, and none is empty", () => {
    const shared: Readonly<Record<string, readonly string[]>> = { de: ["name", "body", "organization", "neutral"] };
    for (const table of tables)
      for (const [key, text] of Object.entries(messages[table])) {
        expect([key, text.trim()]).not.toEqual([key, ""]);
        if (tag !== "en" && /[a-z]{4}/i.test(enForms[table][key] ?? "") && !shared[tag]?.includes(key.toLowerCase()))
          expect([key, text]).not.toEqual([key, enForms[table][key]]);
      }
  });
});

test("no text of the forms is for something that the schema does not have", () => {
  const names = new Set(all.map(({ name }) => name));
  expect(Object.keys(enForms.formField).filter((name) => !names.has(name))).toEqual([]);
  const choices = new Set(all.flatMap(({ choices: values = [] }) => values));
  expect(Object.keys(enForms.formChoice).filter((choice) => !choices.has(choice))).toEqual([]);
  const mutations = new Set(forms.map(({ mutation }) => mutation));
  expect(Object.keys(enForms.formTitle).filter((mutation) => !mutations.has(mutation))).toEqual([]);
});
