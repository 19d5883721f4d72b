import type { Noun } from "../archive/names/directory.ts";
import { idsOf } from "../archive/names/referents.ts";
import type { Database } from "../database.ts";
import { RecordError } from "../document/errors.ts";
import type { AssertionSubject } from "../generated/prisma/client.ts";
import { type Recorder, vouchFor } from "./assertions.ts";

/** What an assertion calls each. */
export const SUBJECTS: Record<Noun, AssertionSubject> = { source: "SOURCE", speaker: "SPEAKER", topic: "TOPIC" };

/** Where a document names a noun by its slug. */
export interface SlugReference {
  path: string;
  slug: string;
}

/**
 * The ids of what is referred to, by slug: who refers to something asserts that it is there. Throws RecordError naming every
 * slug that nothing bears.
 */
export async function resolve(
  database: Database,
  recorder: Recorder,
  noun: Noun,
  references: readonly SlugReference[],
): Promise<ReadonlyMap<string, number>> {
  const ids = await idsOf(
    database,
    noun,
    references.map(({ slug }) => slug),
  );
  const unknown = references.filter(({ slug }) => !ids.has(slug));
  if (unknown.length > 0) {
    throw new RecordError(unknown.map(({ path, slug }) => ({ path, message: `there is no ${noun} ${slug}` })));
  }
  vouchFor(recorder, SUBJECTS[noun], ids.values());
  return ids;
}
