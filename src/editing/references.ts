import { findReferents, type Referent, type ReferredType } from "../archive/names/referents.ts";
import type { Database } from "../database.ts";
import { type InputProblem, Refusal } from "./problems.ts";

/** A reference, and the place in the input where it stands, with dots: `topics.1`. */
export interface InputReference {
  field: string;
  value: string;
}

/**
 * Finds what an input refers to by global id, slug or, an article, URL, in the order given. A speaker that was merged is the
 * one that it was merged into. Refuses all that is not there at once (`NOT_FOUND`).
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

/** What a reference that means nothing is to whoever sent it. */
export function missingReference(type: ReferredType, field: string): InputProblem {
  return { code: "NOT_FOUND", field: field.split("."), message: `\`${field}\` is no ${type} of the archive.` };
}
