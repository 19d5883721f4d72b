import type { ComponentChildren } from "preact";
import { signInAddress } from "../address/signIn.ts";
import type { Failure } from "../execute.ts";
import type { Messages } from "../language/messages.ts";
import type { View } from "../page.ts";
import { useMessages } from "../views/reading.ts";
import { SearchBox } from "../views/SearchBox.tsx";
import { type Interrupted, ResendForm } from "./signIn.tsx";

interface Words {
  status: number;
  title: string;
  words: string[];
}

/** Codes of failures that another search does not help against. */
const NOT_FOR_SEARCH = new Set(["RATE_LIMITED", "UNAUTHENTICATED", "FORBIDDEN", "FOREIGN_FORM", "TOO_LARGE"]);

/**
 * Returns the status and the page for a failure. If a form failed, a button sends it again.
 *
 * @param here the address of the page that failed, for those who may see it with a key
 */
export function failurePage(
  failure: Failure,
  t: Messages,
  { here = "/", interrupted }: { here?: string; interrupted?: Interrupted | undefined } = {},
): { status: number; view: View } {
  const { status, title, words } = wordsFor(failure, t);
  const isSearch = status < 500 && !NOT_FOR_SEARCH.has(failure.code) && !interrupted;
  const way =
    failure.code === "UNAUTHENTICATED" ? <SignInLink here={here} /> : interrupted && <ResendForm {...interrupted} />;
  return { status, view: pageOf(title, words, isSearch ? "" : undefined, way) };
}

function SignInLink({ here }: { here: string }) {
  return (
    <p>
      <a href={signInAddress(here)}>{useMessages().signIn}</a>
    </p>
  );
}

/** Returns the page for an address that leads to nothing. */
export function missingPage({ title, search }: { title: string; search?: string }, t: Messages): View {
  return pageOf(title, [t.notFound, t.tryASearch], search ?? "");
}

function wordsFor({ code, message, retryAfter }: Failure, t: Messages): Words {
  switch (code) {
    case "UNAVAILABLE":
      return { status: 503, title: t.unavailableTitle, words: [t.unavailable] };
    case "TIMEOUT":
      return { status: 504, title: t.timeoutTitle, words: [t.timeout] };
    case "RATE_LIMITED":
      return { status: 429, title: t.tooManyTitle, words: [retryAfter ? t.tooMany(retryAfter) : t.tooManySoon] };
    case "UNAUTHENTICATED":
      return { status: 401, title: t.keyNeededTitle, words: [t.keyNeeded] };
    case "FORBIDDEN":
      return { status: 403, title: t.editorsOnlyTitle, words: [t.editorsOnly] };
    case "FOREIGN_FORM":
      return { status: 403, title: t.notSentTitle, words: [t.foreignForm] };
    case "TOO_LARGE":
      return { status: 413, title: t.notSentTitle, words: [t.formTooLarge] };
    case "BAD_USER_INPUT":
    case "BAD_REQUEST":
    case "QUERY_TOO_COMPLEX":
      return { status: 400, title: t.badRequestTitle, words: unusableValue(message, t) ?? [message] };
    default:
      return { status: 500, title: t.faultTitle, words: [t.fault] };
  }
}

/** What GraphQL says of a value of a variable that does not fit its type: `got invalid value "x" at "filter.said.from"`. */
const UNFIT = /^Variable "\$\w+" got invalid value "(.*?)" at "[\w.]*?(\w+)(?:\[\d+\])?"/su;

/** The parameters that take dates. */
const DATES: ReadonlySet<string> = new Set(["from", "to"]);

/** Says which value of the address does not fit; undefined if the failure is another. */
function unusableValue(message: string, t: Messages): string[] | undefined {
  const [all, value = "", name = ""] = UNFIT.exec(message) ?? [];
  if (all === undefined) return undefined;
  return [t.unusableValue(value, name), ...(DATES.has(name) ? [t.howDatesAreWritten] : [])];
}

/** Makes a page of a few sentences, with a search box if a search may help, or with another way on. */
function pageOf(
  title: string,
  sentences: readonly string[],
  search: string | undefined,
  way?: ComponentChildren,
): View {
  return {
    title,
    isUnlisted: true,
    main: (
      <div class="failure">
        <h1>{title}</h1>
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {search !== undefined && <SearchBox asked={search} isLarge />}
        {way}
      </div>
    ),
  };
}
