import type { Acting, Sent } from "../../action.ts";
import { pairOf } from "../../address/merge.ts";
import { targetOf } from "../review/Target.tsx";

/** Reads what merges two nouns, from the form that `MergeForm` shows. */
export function mergeInputOf({ fields }: Sent, { address }: Acting) {
  const { keep = "" } = pairOf(address.query);
  return { ...targetOf(fields), into: keep, reason: fields.get("why")?.trim() || null };
}
