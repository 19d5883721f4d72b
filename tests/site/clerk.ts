import { parseHTML } from "linkedom/worker";
import type { RunningServer } from "../http/runningServer.ts";
import { asBrowser } from "./demoSite.ts";

/** A page as an editor without JavaScript sees it. */
export interface Seen {
  status: number;
  /** The path and query at which the page is. */
  address: string;
  html: string;
  /** What the content of the page says, without markup. */
  text: string;
}

/** An editor who opens pages and sends their forms, as a browser without JavaScript does. */
export interface Clerk {
  /** Opens a page, with these headers besides those of a browser. */
  open(path: string, headers?: Record<string, string>): Promise<Seen>;
  /**
   * Sends the form of a page with this address, without its query, as it stands, with these fields changed; follows where it leads.
   *
   * @param files the files that are chosen, by the names of their fields
   */
  send(seen: Seen, form: string, fields?: Record<string, string>, files?: Record<string, File>): Promise<Seen>;
}

/** Returns an editor with a key. */
export function clerk(server: RunningServer, token: string): Clerk {
  const headers = { ...asBrowser, cookie: `onrecord-key=${token}` };

  async function seen(answer: Response): Promise<Seen> {
    const html = await answer.text();
    const { pathname, search } = new URL(answer.url);
    const { document } = parseHTML(html);
    const text = document.querySelector("main")?.textContent ?? "";
    return { status: answer.status, address: `${pathname}${search}`, html, text: text.replace(/\s+/gu, " ") };
  }

  async function open(path: string, more: Record<string, string> = {}): Promise<Seen> {
    return seen(await fetch(`${server.url}${path}`, { headers: { ...headers, ...more } }));
  }

  const send: Clerk["send"] = async ({ html }, address, changed = {}, files = {}) => {
    const { document } = parseHTML(html);
    const forms = [...document.querySelectorAll("form[method=post]")];
    const form = forms.find((each) => (each.getAttribute("action") ?? "").split("?")[0] === address);
    if (!form) throw new Error(`The page has no form for ${address}.`);
    const fields = new FormData();
    for (const field of form.querySelectorAll("input, textarea, select, button[name]")) {
      const name = field.getAttribute("name");
      const isChoice = ["checkbox", "radio"].includes(field.getAttribute("type") ?? "");
      if (!name || field.getAttribute("type") === "file" || (isChoice && !field.hasAttribute("checked"))) continue;
      fields.append(name, sentValue(field));
    }
    for (const [name, value] of Object.entries(changed)) fields.set(name, value);
    for (const [name, file] of Object.entries(files)) fields.set(name, file);
    const isMultipart = form.getAttribute("enctype") === "multipart/form-data";
    const body = isMultipart ? fields : new URLSearchParams([...fields].map(([name, value]) => [name, String(value)]));
    const answer = await fetch(`${server.url}${form.getAttribute("action")}`, {
      method: "POST",
      headers: { ...headers, origin: server.url },
      body,
      redirect: "manual",
    });
    return answer.status === 303 ? open(answer.headers.get("location") ?? "") : seen(answer);
  };

  return { open, send };
}

function sentValue(field: Element): string {
  if (field.tagName === "TEXTAREA") return field.textContent ?? "";
  if (field.tagName !== "SELECT") return field.getAttribute("value") ?? "";
  return field.querySelector("option[selected]")?.getAttribute("value") ?? "";
}
