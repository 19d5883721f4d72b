import { parseHTML } from "linkedom/worker";

interface Control {
  localName: string;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  querySelector(selector: string): Control | null;
  querySelectorAll(selector: string): Iterable<Control>;
  textContent: string;
}

/** Reads what a browser would send of the form at an address of a page, if nobody changed anything. */
export function formOf(html: string, action: string): URLSearchParams {
  const { document } = parseHTML(html) as unknown as { document: Control };
  const form = [...document.querySelectorAll("form")].find((each) => each.getAttribute("action")?.startsWith(action));
  if (!form) throw new Error(`The page has no form for ${action}.`);
  const fields = new URLSearchParams();
  for (const control of form.querySelectorAll("input, textarea, select")) {
    const isOff =
      ["checkbox", "radio"].includes(control.getAttribute("type") ?? "") && !control.hasAttribute("checked");
    if (!isOff) fields.append(control.getAttribute("name") ?? "", enteredIn(control));
  }
  return fields;
}

function enteredIn(control: Control): string {
  if (control.localName === "textarea") return control.textContent;
  if (control.localName !== "select") return control.getAttribute("value") ?? "";
  const chosen = control.querySelector("option[selected]") ?? control.querySelector("option");
  return chosen?.getAttribute("value") ?? "";
}

/** Returns the texts of the elements that a selector finds. */
export function textsIn(html: string, selector: string): string[] {
  const { document } = parseHTML(html) as unknown as { document: Control };
  return [...document.querySelectorAll(selector)].map(({ textContent }) => textContent.replaceAll(/\s+/g, " ").trim());
}
