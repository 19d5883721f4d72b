import { isWebAddress } from "../../document/fields.ts";
import { LONGEST_URL } from "../../document/limits.ts";
import type { SourceDraft } from "../drafts.ts";

/**
 * The headline of an article whose headline nobody tells. Always the same, and without a date or a name: each record says it
 * alike, and no topic is found in it.
 */
export const UNTITLED = "Untitled";

/**
 * The source of an article of which a corpus knows only its address: the host, without "www."; null where it is no address
 * of the web.
 */
export function sourceOf(url: string): SourceDraft | null {
  if (!isWebAddress(url) || url.length > LONGEST_URL) return null;
  return { name: new URL(url).hostname.replace(/^www\./, ""), kind: "OUTLET" };
}
