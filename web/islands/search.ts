import { type Completion, completionsOf, wordsToComplete } from "../search/complete.ts";

/** How long somebody must pause before the archive is asked, in milliseconds. */
const PAUSE_MS = 120;

/**
 * Completes names in the search box: speakers, topics and sources, under the box as one types. Arrow keys choose, Enter takes,
 * Escape closes; a screen reader hears it as a combobox (WAI-ARIA). Without an answer, the box stays what it is.
 */
export function wake(element: HTMLElement): void {
  const input = element.querySelector<HTMLInputElement>("input[type=search]");
  if (!input) return;
  const list = document.createElement("ul");
  list.id = `${input.id}-list`;
  list.className = "completions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", element.dataset.completions ?? "");
  list.hidden = true;
  element.append(list);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-expanded": "false",
  }))
    input.setAttribute(name, value);

  let shown: Completion[] = [];
  let active = -1;
  let timer = 0;
  let asking = new AbortController();

  function close(): void {
    shown = [];
    active = -1;
    list.hidden = true;
    input?.setAttribute("aria-expanded", "false");
    input?.removeAttribute("aria-activedescendant");
  }

  function show(completions: Completion[]): void {
    shown = completions;
    active = -1;
    list.replaceChildren(...completions.map((completion, i) => optionOf(completion, `${list.id}-${i}`)));
    list.hidden = completions.length === 0;
    input?.setAttribute("aria-expanded", String(completions.length > 0));
    input?.removeAttribute("aria-activedescendant");
  }

  function optionOf({ name, sort }: Completion, id: string): HTMLLIElement {
    const option = document.createElement("li");
    option.id = id;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const label = document.createElement("span");
    label.dir = "auto";
    label.textContent = name;
    const kind = document.createElement("span");
    kind.className = "count";
    kind.textContent = element.dataset[sort] ?? "";
    option.append(label, kind);
    option.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      take(shown.findIndex((completion) => completion.name === name && completion.sort === sort));
    });
    return option;
  }

  function move(step: number): void {
    if (shown.length === 0) return;
    active = (active + step + shown.length + (active < 0 && step < 0 ? 1 : 0)) % shown.length;
    [...list.children].forEach((option, i) => {
      option.setAttribute("aria-selected", String(i === active));
    });
    input?.setAttribute("aria-activedescendant", `${list.id}-${active}`);
  }

  function take(index: number): void {
    const completion = shown[index];
    if (!completion || !input) return;
    const { before } = wordsToComplete(input.value);
    input.value = `${before}${completion.name}`;
    close();
    input.focus();
  }

  async function ask(): Promise<void> {
    const { words } = wordsToComplete(input?.value ?? "");
    asking.abort();
    if (words.length < 2) return close();
    asking = new AbortController();
    const { signal } = asking;
    try {
      const question = { documentId: element.dataset.document ?? "", variables: JSON.stringify({ name: words }) };
      const answer = await fetch(`/graphql?${new URLSearchParams(question)}`, { signal });
      if (answer.ok) show(completionsOf(await answer.json()));
    } catch {
      // Aborted, or out of reach: the box works without.
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), PAUSE_MS) as unknown as number;
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      take(active);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
}
