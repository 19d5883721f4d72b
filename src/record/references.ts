import type { Noun } from "../archive/names/directory.ts";
import { idsOf } from "../archive/names/referents.ts";
import type { Database } from "../database.ts";
import { RecordError } from "../document/errors.ts";
import type { AssertionSubject } from "../generated/prisma/client.ts";
import { type Recorder, vouchFor } from "./assertions.ts";

/** The subject of an assertion about each type. */
export const SUBJECTS: Record<Noun, AssertionSubject> = {
  source: "SOURCE",
  speaker: "SPEAKER",
  topic: "TOPIC",
  proposition: "PROPOSITION",
};

/** A slug in a document, and its place. */
export interface SlugReference {
  path: string;
  slug: string;
}

/**
 * Returns the ids of the nouns that a document refers to, by slug. An origin asserts everything that it refers to.
 *
 * @throws RecordError naming every unknown slug
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
