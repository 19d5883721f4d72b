import { wordsToComplete } from "../search/complete.ts";
import { completeIn } from "./combobox.ts";

/** Completes the last name in the search box: speakers, topics and sources. */
export function wake(element: HTMLElement): void {
  const input = element.querySelector<HTMLInputElement>("input[type=search]");
  if (!input) return;
  completeIn(input, {
    frame: element,
    sorts: [],
    wordsOf: (typed) => wordsToComplete(typed).words,
    detailOf: ({ sort }) => element.dataset[sort] ?? "",
    take: ({ name }) => {
      input.value = `${wordsToComplete(input.value).before}${name}`;
    },
  });
}
