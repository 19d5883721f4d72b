import { createHash } from "node:crypto";
import { normalizeWording } from "./names.ts";

const LEAST_WORDS = 5;

/** How far apart two printings of the same words may be dated and still be of one utterance. */
export const SAME_UTTERANCE_DAYS = 30;

/** Whether words hold a quotation mark, of which those of a MIXED statement have at least one (table rule `has_text_of_its_kind`). */
export function hasQuotationMark(words: string): boolean {
  return /["'“”„‟«»‹›‘’‚‛「」『』]/.test(words);
}

/**
 * What tells whether two direct quotations have the same wording (model: "One statement, many printings"): a digest, so
 * that an index can hold it. Null below five words, which two may well say independently.
 */
export function wordingDigest(text: string): string | null {
  const wording = normalizeWording(text);
  return wording.split(" ").length < LEAST_WORDS ? null : createHash("sha256").update(wording).digest("hex");
}
