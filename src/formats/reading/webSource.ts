import { isWebAddress } from "../../document/address.ts";
import { LONGEST_URL } from "../../document/limits.ts";
import type { SourceDraft } from "../drafts.ts";

/**
 * The headline of an article whose headline is not known. It is always the same, so that all records agree on it, and contains
 * no name, so that it mentions no topic.
 */
export const UNTITLED = "Untitled";

/**
 * Returns the source of an article of which a corpus knows only the address: the host, without "www.". Null if it is not a web
 * address.
 */
export function sourceOf(url: string): SourceDraft | null {
  if (!isWebAddress(url) || url.length > LONGEST_URL) return null;
  return { name: new URL(url).hostname.replace(/^www\./, ""), kind: "OUTLET" };
}
