import type { SourceDraft } from "./drafts.ts";

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
  if (!/^https?:\/\/\S+$/.test(url) || url.length > LONGEST_URL || !URL.canParse(url)) return null;
  return { name: new URL(url).hostname.replace(/^www\./, ""), kind: "OUTLET" };
}

/** As the archive has it (archive/record/fields.ts). */
const LONGEST_URL = 2_000;
