import { COMPLETIONS, type Completion } from "../search/complete.ts";
import type { Sort } from "../search/sorts.ts";

/** How long somebody must pause before the archive is asked, in milliseconds. */
const PAUSE_MS = 120;

export interface Completing {
  /** Where the list stands. Its `data-completions` names the list, and `data-sign-in` asks strangers to sign in. */
  frame: HTMLElement;
  /** What names are wanted of; speakers, topics and sources if it is empty. */
  sorts: readonly Sort[];
  /** Returns the part of what was typed that begins a name. */
  wordsOf(typed: string): string;
  /** Returns what is said beside a name. */
  detailOf(completion: Completion): string;
  /** Puts a chosen name where it belongs. */
  take(completion: Completion): void;
}

/**
 * Completes names in a field, in a list under it as one types. Arrow keys choose, Enter takes, Escape closes; a screen reader hears it
 * as a combobox (WAI-ARIA). Somebody who may not read is told to sign in. Without an answer, the field stays what it is.
 */
export function completeIn(input: HTMLInputElement, completing: Completing): void {
  const { frame, sorts } = completing;
  const list = document.createElement("ul");
  list.id = `${input.id}-list`;
  list.className = "completions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", frame.dataset.completions ?? "");
  list.hidden = true;
  const note = document.createElement("p");
  note.className = "completions";
  note.setAttribute("role", "status");
  note.hidden = true;
  frame.append(list, note);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-expanded": "false",
  }))
    input.setAttribute(name, value);

  let shown: readonly Completion[] = [];
  let active = -1;
  let timer = 0;
  let asking = new AbortController();

  function close(): void {
    show([]);
    asking.abort();
    clearTimeout(timer);
  }

  function show(completions: readonly Completion[]): void {
    shown = completions;
    active = -1;
    list.replaceChildren(...completions.map((completion, i) => optionOf(completion, i)));
    list.hidden = completions.length === 0;
    input.setAttribute("aria-expanded", String(completions.length > 0));
    input.removeAttribute("aria-activedescendant");
  }

  function optionOf(completion: Completion, index: number): HTMLLIElement {
    const option = document.createElement("li");
    option.id = `${list.id}-${index}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const label = document.createElement("span");
    label.dir = "auto";
    label.textContent = completion.name;
    const detail = document.createElement("span");
    detail.className = "count";
    detail.textContent = completing.detailOf(completion);
    option.append(label, detail);
    option.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      take(completion);
    });
    return option;
  }

  function move(step: number): void {
    if (shown.length === 0) return;
    active = (active + step + shown.length + (active < 0 && step < 0 ? 1 : 0)) % shown.length;
    [...list.children].forEach((option, i) => {
      option.setAttribute("aria-selected", String(i === active));
    });
    input.setAttribute("aria-activedescendant", `${list.id}-${active}`);
  }

  function take(completion: Completion): void {
    completing.take(completion);
    close();
    input.focus();
  }

  /** Asks a stranger to sign in, if the archive answers only those who have. The note stays while they go to its link. */
  function askToSignIn(isNeeded: boolean): void {
    const isTold = !note.hidden;
    if (isNeeded === isTold) return;
    note.hidden = !isNeeded;
    const link = document.createElement("a");
    // Every page that a stranger sees has such a link, which leads back to it.
    link.href = document.querySelector<HTMLAnchorElement>('a[href^="/sign-in"]')?.href ?? "/sign-in";
    link.textContent = frame.dataset.signIn ?? "";
    note.replaceChildren(...(isNeeded ? [link] : []));
  }

  async function ask(): Promise<void> {
    const words = completing.wordsOf(input.value);
    asking.abort();
    if (words.length < 2) return show([]);
    asking = new AbortController();
    const { signal } = asking;
    const question = new URLSearchParams([["name", words], ...sorts.map((sort) => ["of", sort])]);
    try {
      const answer = await fetch(`${COMPLETIONS}?${question}`, { signal });
      askToSignIn(answer.status === 401);
      const { completions } = answer.ok
        ? ((await answer.json()) as { completions: Completion[] })
        : { completions: [] };
      if (!signal.aborted) show(completions);
    } catch {
      // Aborted, or out of reach: the field works without.
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), PAUSE_MS) as unknown as number;
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const chosen = shown[active];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && chosen) {
      event.preventDefault();
      take(chosen);
    } else if (event.key === "Escape" && !(list.hidden && note.hidden)) {
      event.preventDefault();
      askToSignIn(false);
      close();
    }
  });
}
