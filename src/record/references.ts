import type { Database } from "../database.ts";
import { RecordError } from "../document/errors.ts";
import { type AssertionSubject, Prisma } from "../generated/prisma/client.ts";
import { type Recorder, vouchFor } from "./assertions.ts";

const { sql, raw } = Prisma;

/** The nouns that are known by a slug. */
export type Noun = "source" | "speaker" | "topic";

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
  const ids = await idsOf(database, noun, [...new Set(references.map(({ slug }) => slug))]);
  const unknown = references.filter(({ slug }) => !ids.has(slug));
  if (unknown.length > 0) {
    throw new RecordError(unknown.map(({ path, slug }) => ({ path, message: `there is no ${noun} ${slug}` })));
  }
  vouchFor(recorder, SUBJECTS[noun], ids.values());
  return ids;
}

/** The ids of nouns by their slugs, of those that are there. The slug of a speaker that was merged is that of the one that stayed. */
export async function idsOf(database: Database, noun: Noun, slugs: readonly string[]): Promise<Map<string, number>> {
  if (slugs.length === 0) return new Map();
  const rows = await database.query<{ id: number; slug: string }>(
    sql`/* record.${raw(noun)}s.ids */ SELECT ${noun === "speaker" ? sql`COALESCE(merged_into_id, id)` : sql`id`} AS id, slug FROM ${raw(noun)} WHERE slug = ANY (${slugs})`,
  );
  return new Map(rows.map(({ id, slug }) => [slug, id]));
}
