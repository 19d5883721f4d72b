/** Where the choice is kept to review without keys. */
const OFF = "onrecord.review.keys";

/**
 * Lets editors review by keyboard: the letters of the controls that have `data-key` press them. Letters that are typed into a field
 * are typed, and so are those with Ctrl, Alt or the system's key; Escape leaves a field. The keys can be switched off (WCAG 2.1.4),
 * and everything works without them.
 */
export function wake(element: HTMLElement): void {
  const help = element.querySelector<HTMLDetailsElement>("[data-keys]");
  const box = element.querySelector<HTMLInputElement>("[data-use-keys]");
  if (!help || !box) return;
  help.hidden = false;
  box.checked = localStorage.getItem(OFF) !== "off";
  box.addEventListener("change", () => localStorage.setItem(OFF, box.checked ? "on" : "off"));
  let isBusy = false;
  // A decision that was sent is not sent twice.
  element.addEventListener("submit", (event) => {
    if (isBusy) event.preventDefault();
    isBusy = (event.target as HTMLFormElement).method === "post";
  });
  // A page that the browser shows again as it was has sent nothing yet.
  addEventListener("pageshow", () => {
    isBusy = false;
  });

  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return;
    const isTyping = target instanceof HTMLElement && target.matches(FIELDS);
    if (isTyping) {
      if (key === "Escape" && element.contains(target)) element.querySelector<HTMLElement>("mark")?.focus();
      return;
    }
    if (key === "?") help.open = !help.open;
    if (!box.checked) return;
    const control = element.querySelector<HTMLElement>(`[data-key="${CSS.escape(key.toLowerCase())}"]`);
    if (!control) return;
    event.preventDefault();
    press(control);
  });

  // After a decision, a screen reader goes on at the next proposal, behind what was said of the last.
  if (element.querySelector(".decided")) element.querySelector<HTMLElement>("mark")?.focus({ preventScroll: true });
}

const FIELDS = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

function press(control: HTMLElement): void {
  if (control instanceof HTMLInputElement) {
    control.focus();
    control.select();
  } else if (control.tagName === "SUMMARY") {
    const details = control.parentElement as HTMLDetailsElement;
    details.open = true;
    details.querySelector<HTMLElement>("textarea")?.focus();
  } else {
    control.click();
  }
}
