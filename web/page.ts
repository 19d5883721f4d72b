import type { VNode } from "preact";
import type { SiteDocument } from "./generated/documents.ts";
import type { Language } from "./language/languages.ts";
import type { SignedIn } from "./signedIn.ts";

/** The address of a page as its reader asked for it. */
export interface Address {
  /** The path, which begins with a slash. */
  path: string;
  /** The values of the pattern's parts: `{ slug }` for `/speakers/:slug`. */
  parts: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** Who asks, if they have signed in. */
  signedIn?: SignedIn | null;
}

/** A page that can be shown. */
export interface View {
  /** The heading in the browser's tab and in search engines, without the archive's name. */
  title: string;
  description?: string | undefined;
  /** The address under which the page is known, with its query; by default the path without a query. */
  canonical?: string | undefined;
  /** The same content in other formats: feeds and files. */
  alternates?: readonly Alternate[] | undefined;
  /** The picture that other sites show beside a link to the page. */
  picture?: { href: string; width: number; height: number; alt: string } | undefined;
  /** Facts for machines (schema.org), without `@context`. */
  data?: object | undefined;
  /** Whether search engines should leave the page out. */
  isUnlisted?: boolean | undefined;
  /** What the search box of the page's head shows. */
  asked?: string | undefined;
  main: VNode;
}

/** An address of the same content in another format. */
export interface Alternate {
  type: string;
  href: string;
  title: string;
}

/** What a page makes of an answer: a view, another address to go to, or nothing found. */
export type Outcome =
  | { view: View }
  | { redirect: string; isPermanent: boolean }
  | { missing: { title: string; search?: string } };

/** One page: an address, the one document that it asks, and what it makes of the answer. */
export interface Page<Data = unknown, Variables = unknown> {
  /** A pattern: `/speakers/:slug`. */
  path: string;
  /** Whether other sites may show the page in a frame. Such a page has neither head nor foot, and loads no script. */
  isFramed?: boolean;
  /**
   * Whether its form may also be sent by POST: values that are too long for an address. Shorter ones lead to their address, which can
   * be sent and kept.
   */
  takesForm?: boolean;
  /** Whether the page is for editors: others are asked to sign in. */
  isForEditors?: boolean;
  document: SiteDocument<Data, Variables>;
  /** Makes the document's variables of an address, or leads elsewhere before anything is asked. */
  variables(address: Address): Variables | { redirect: string; isPermanent: boolean };
  show(data: Data, reading: Reading<Variables>): Outcome;
}

/** What a page knows besides the answer. */
export interface Reading<Variables = unknown> {
  address: Address;
  variables: Variables;
  language: Language;
  /** The scheme, host and port of the site, for addresses that leave it: `https://onrecord.example`. */
  origin: string;
}

/** Declares a page. It does nothing but check the types of its parts against each other. */
// biome-ignore lint/suspicious/noExplicitAny: a list of pages holds pages of all types of answers
export function definePage<Data, Variables>(page: Page<Data, Variables>): Page<any, any> {
  return page;
}
