import type { SiteDocument } from "../generated/documents.ts";
import type { Language } from "../language/languages.ts";
import type { Address } from "../page.ts";

/** What programs read of the site: an address that is no page. */
export interface Resource {
  /** A pattern: `/sitemap/:part`. */
  path: string;
  /** Whether it is a picture that is painted for the one who asks, which takes long: few may ask at once. */
  isPainted?: boolean;
  /** Whether the scripts of the site's pages ask for it: whoever has signed in is known by their cookie, as on a page. */
  isForPages?: boolean;
  write(address: Address, site: ResourceSite): Written | Promise<Written>;
}

/** What a resource knows of the site, and how it asks the API. */
export interface ResourceSite {
  siteName: string;
  /** The scheme, host and port of the site. */
  origin: string;
  /** The address of the site's icon, and its type. */
  icon: { href: string; type: string };
  /** The colours that the operator has chosen for light, by their names; the site has its own for all others. */
  colors: Readonly<Record<string, string>>;
  language: Language;
  /** Runs a document through the API. A failure ends the request with its status. */
  ask<Data, Variables>(document: SiteDocument<Data, Variables>, variables: Variables): Promise<Data>;
}

/** The text of a resource, another address to go to, or why there is none, for whoever wrote the program. */
export type Written =
  | { type: string; text: string }
  | { type: string; picture: Buffer }
  | { redirect: string }
  | { status: 400 | 404 | 501; problem: string };
