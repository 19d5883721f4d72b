import { findReferents, type Referent, type ReferredType } from "../archive/names/referents.ts";
import type { Database } from "../database.ts";
import { type InputProblem, Refusal } from "./problems.ts";

/** A reference, and its place in the input, with dots: `topics.1`. */
export interface InputReference {
  field: string;
  value: string;
}

/**
 * Finds the nouns that an input refers to by global id, slug or an article's URL, in the order given. A merged speaker
 * means the one that stayed. Refuses all unknown references at once (`NOT_FOUND`).
 */
export async function resolveReferences(
  database: Database,
  type: ReferredType,
  references: readonly InputReference[],
): Promise<Referent[]> {
  const found = await findReferents(
    database,
    type,
    references.map(({ value }) => value),
  );
  const missing = references.filter((_reference, i) => found[i] === null);
  if (missing.length > 0) throw new Refusal(missing.map(({ field }) => missingReference(type, field)));
  return found as Referent[];
}

/** Returns the problem of an unknown reference. */
export function missingReference(type: ReferredType, field: string): InputProblem {
  return { code: "NOT_FOUND", field: field.split("."), message: `\`${field}\` is not a known ${type}.` };
}
