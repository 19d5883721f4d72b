import type { Sort } from "../search/sorts.ts";
import { completeIn } from "./combobox.ts";

/**
 * Completes the name of something that a field of a form refers to; its slug is what is taken. A list of references has a field
 * of its own for names, since a text of several lines cannot be a combobox.
 */
export function wake(element: HTMLElement): void {
  const { of, add = "" } = element.dataset;
  const list = element.querySelector("textarea");
  const input = list ? nameField(list, add) : element.querySelector<HTMLInputElement>("input");
  if (!input || !of) return;
  completeIn(input, {
    frame: list ? (input.parentElement as HTMLElement) : element,
    sorts: [of as Sort],
    wordsOf: (typed) => typed.trim(),
    detailOf: ({ slug }) => slug,
    take({ slug }) {
      if (list) list.value = [...list.value.split("\n").filter((line) => line.trim() !== ""), slug].join("\n");
      input.value = list ? "" : slug;
    },
  });

  function nameField(references: HTMLTextAreaElement, label: string): HTMLInputElement {
    const frame = document.createElement("div");
    frame.className = "completed";
    frame.dataset.completions = element.dataset.completions;
    frame.dataset.signIn = element.dataset.signIn;
    const field = document.createElement("input");
    field.type = "text";
    field.id = `${references.id}-name`;
    field.dir = "auto";
    field.autocomplete = "off";
    const title = document.createElement("label");
    title.htmlFor = field.id;
    title.textContent = label;
    // Enter chooses a name here; it must not send the whole form.
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
    frame.append(title, field);
    element.append(frame);
    return field;
  }
}
