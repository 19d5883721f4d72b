import { isLongAddress } from "../address/length.ts";
import type { Failure } from "../execute.ts";
import type { SiteDocument } from "../generated/documents.ts";
import type { Address } from "../page.ts";
import type { Written } from "../resources.ts";
import type { SignedIn } from "../signedIn.ts";

/** A reader's request. */
export interface Asked extends Address {
  /** The scheme, host and port under which the reader knows the site: `https://onrecord.example`. */
  origin: string;
  /** The header `Accept-Language`. */
  acceptLanguage: string | undefined;
  /** Who asks, if they have signed in. */
  signedIn: SignedIn | null;
}

/** The answer to a reader's request. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  /** A whole HTML page, or the text or the picture of a resource; empty if the answer leads elsewhere. */
  body: string | Buffer;
}

/** A failure of the API, which ends what a resource or an action does. */
export class ApiFailure extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

export const plainText = { "content-type": "text/plain; charset=utf-8" };

/** Makes the answer with what a resource writes. */
export function answerOf(written: Written): Answer {
  if ("redirect" in written) return leadTo(written.redirect, 302);
  if ("problem" in written) return { status: written.status, headers: plainText, body: `${written.problem}\n` };
  const body = "picture" in written ? written.picture : written.text;
  return { status: 200, headers: { "content-type": written.type }, body };
}

/** Makes the answer that leads to another address: for now (302), for good (301), or after a form (303). */
export function leadTo(location: string, status: 301 | 302 | 303): Answer {
  return { status, headers: { location }, body: "" };
}

/** Tells whether an address leads elsewhere before anything is asked. */
export function isElsewhere(variables: unknown): variables is { redirect: string; isPermanent: boolean } {
  return typeof variables === "object" && variables !== null && "redirect" in variables;
}

/** Writes the address at which a page's query can be changed and run; undefined if it would be too long. */
export function queryAddress(document: SiteDocument<unknown, unknown>, variables: unknown): string | undefined {
  const address = `/graphql?${new URLSearchParams({ documentId: document.id, variables: JSON.stringify(variables) })}`;
  return isLongAddress(address) ? undefined : address;
}

/** Writes the path and the query of a request's address; the path alone if the address would be too long. */
export function hereOf({ path, query }: Address): string {
  const here = query.size > 0 ? `${path}?${query}` : path;
  return isLongAddress(here) ? path : here;
}
