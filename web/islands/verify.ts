/** How long somebody must pause before the archive is asked, in milliseconds. */
const PAUSE_MS = 400;

/** A longer address may be refused on its way; the words are then sent as the form sends them. */
const LONGEST_LINK = 4_000;

/** Fewer characters are words that are still being typed; the button checks them all the same. */
const LEAST_CHARACTERS = 12;

/**
 * Verifies words while they are typed: the verdict and the words that differ appear under the form, as the page at that address
 * shows them, and the address follows. A verdict never stays beside other words than its own. A screen reader hears the
 * verdict's sentence. Without an answer, the form's button still works.
 */
export function wake(element: HTMLElement): void {
  const form = element.querySelector("form");
  const answer = element.querySelector<HTMLElement>("[data-answer]");
  const status = element.querySelector("[role=status]");
  if (!form || !answer || !status) return;

  let timer = 0;
  let asking = new AbortController();
  let shown = typed(form).address;

  function show(nodes: Iterable<Node>): void {
    answer?.replaceChildren(...nodes);
    answer?.removeAttribute("aria-busy");
    if (status) status.textContent = answer?.querySelector(".verdict, .failed")?.textContent ?? "";
  }

  async function ask(): Promise<void> {
    if (!form) return;
    const { address, query, length } = typed(form);
    if (address === shown) {
      answer?.removeAttribute("aria-busy");
      return;
    }
    shown = "";
    if (length < LEAST_CHARACTERS) return show([]);
    asking = new AbortController();
    const { signal } = asking;
    try {
      const isLong = address.length > LONGEST_LINK;
      const headers = { accept: "text/html" };
      const response = await (isLong
        ? fetch(form.action, { signal, headers, method: "post", body: query })
        : fetch(address, { signal, headers }));
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.querySelector("[data-answer]")?.childNodes ?? reasonsIn(page);
      show(document.importNode(asFragment(fresh), true).childNodes);
      if (!response.ok) return;
      shown = address;
      history.replaceState(history.state, "", isLong ? form.action : address);
    } catch {
      if (!signal.aborted) show([]);
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    asking.abort();
    answer.setAttribute("aria-busy", "true");
    timer = setTimeout(() => void ask(), PAUSE_MS) as unknown as number;
  });
}

/** The address of the page about what the form has, and how many characters the words are. */
function typed(form: HTMLFormElement): { address: string; query: URLSearchParams; length: number } {
  const fields = [...new FormData(form)].map(([name, value]) => [name, String(value).trim()] as [string, string]);
  const query = new URLSearchParams(fields.filter(([, value]) => value !== ""));
  return { address: `${form.action}?${query}`, query, length: query.get("text")?.length ?? 0 };
}

/** Why the page could not be shown. */
function reasonsIn(page: Document): Element[] {
  return [...page.querySelectorAll(".failure > p")].map((reason) => {
    reason.className = "failed";
    return reason;
  });
}

function asFragment(nodes: Iterable<Node>): DocumentFragment {
  const fragment = document.createDocumentFragment();
  fragment.append(...nodes);
  return fragment;
}
