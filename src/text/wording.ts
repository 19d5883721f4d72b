import { createHash } from "node:crypto";
import { normalizeWording } from "./names.ts";

const LEAST_WORDS = 5;

/**
 * Returns a digest of a direct quotation's wording: two with the same digest have the same wording. It is a digest so
 * that an index can hold it. Null below five words, because two people may well say these independently.
 */
export function wordingDigest(text: string): string | null {
  const wording = normalizeWording(text);
  return wording.split(" ").length < LEAST_WORDS ? null : createHash("sha256").update(wording).digest("hex");
}
