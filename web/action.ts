import type { Failure } from "./execute.ts";
import type { SiteDocument } from "./generated/documents.ts";
import type { Language } from "./language/languages.ts";
import type { Address, View } from "./page.ts";

/** A form as a browser sends it. */
export interface Sent {
  /** The fields in the order of the form; a name may occur several times. */
  fields: URLSearchParams;
  /** The files by the names of their fields; only actions that take files have any. */
  files: ReadonlyMap<string, SentFile>;
}

export interface SentFile {
  /** The name of the file on its sender's disk. */
  name: string;
  bytes: Uint8Array;
}

/** What an action knows besides the form. */
export interface Acting {
  address: Address;
  language: Language;
  /**
   * Runs a document of the site with the sender's rights. If the API refuses the document, or fails, the action ends, and its
   * sender sees the reason with a button that sends the form again. Refusals of the input (`userErrors`) are part of the answer.
   */
  ask<Data, Variables>(document: SiteDocument<Data, Variables>, variables: Variables): Promise<Data>;
  /** Runs a document as `ask` does, and returns a failure instead of ending the action. */
  attempt<Data, Variables>(
    document: SiteDocument<Data, Variables>,
    variables: Variables,
  ): Promise<{ data: Data } | { failure: Failure }>;
}

/**
 * What becomes of a form: it is done, and the browser goes on to another page (303); or a page is shown, as for a form
 * with mistakes (422 by default); or what it is about does not exist; or the API failed.
 */
export type Acted =
  | { done: string }
  | { view: View; status?: number }
  | { missing: { title: string } }
  | { failure: Failure };

/** What is done when a form is sent by POST to an address. Only editors may send it, and only from a page of this site. */
export interface Action {
  /** A pattern, as of a page: `/speakers/:slug/edit`. A page may have the same one: GET shows the form. */
  path: string;
  /** Whether the form may have files: it is then sent as `multipart/form-data`. */
  takesFiles?: boolean;
  act(sent: Sent, acting: Acting): Promise<Acted>;
}
