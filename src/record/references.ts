import type { Noun } from "../archive/names/directory.ts";
import { idsOf } from "../archive/names/referents.ts";
import type { Database } from "../database.ts";
import { RecordError } from "../document/errors.ts";
import { type AssertionSubject, Prisma } from "../generated/prisma/client.ts";
import { type Recorder, vouchFor } from "./assertions.ts";

const { sql } = Prisma;

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
    throw new RecordError(
      unknown.map(({ path, slug }) => ({ path, message: `is not known: there is no ${noun} ${slug}` })),
    );
  }
  vouchFor(recorder, SUBJECTS[noun], ids.values());
  return ids;
}

/**
 * Returns the ids of the events that a document refers to, by slug, as `resolve` does.
 *
 * @throws RecordError naming every unknown slug, and every topic that is not an event
 */
export async function resolveEvents(
  database: Database,
  recorder: Recorder,
  references: readonly SlugReference[],
): Promise<ReadonlyMap<string, number>> {
  const ids = await resolve(database, recorder, "topic", references);
  if (references.length === 0) return ids;
  const others = await database.query<{ id: number; kind: string }>(
    sql`
/* record.occasion.kinds */
SELECT id, kind::text AS kind
FROM topic
WHERE id = ANY (${[...ids.values()]}::bigint[]) AND kind <> 'EVENT'`,
  );
  const kinds = new Map(others.map(({ id, kind }) => [id, kind]));
  const problems = references.flatMap(({ path, slug }) => {
    const kind = kinds.get(ids.get(slug) as number);
    return kind ? { path, message: `is ${slug}, a topic of kind ${kind}: an occasion is an EVENT` } : [];
  });
  if (problems.length > 0) throw new RecordError(problems);
  return ids;
}
