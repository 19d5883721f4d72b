import { exported } from "../address/statements.ts";
import type { Messages } from "../language/messages.ts";
import type { Alternate } from "../page.ts";

/** Returns the addresses of a list of statements as a spreadsheet, a feed and data. */
export function listAlternates(query: URLSearchParams, t: Messages): Alternate[] {
  return [
    { type: "text/csv", href: exported(query, "csv"), title: t.spreadsheet },
    { type: "application/atom+xml", href: exported(query, "atom"), title: t.feed },
    { type: "application/ld+json", href: exported(query, "jsonld"), title: t.jsonLd },
  ];
}
