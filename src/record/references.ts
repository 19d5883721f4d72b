import type { Database } from "../database.ts";
import { RecordError } from "../document/errors.ts";
import { type AssertionSubject, Prisma } from "../generated/prisma/client.ts";
import { type Recorder, vouchFor } from "./assertions.ts";

const { sql, raw } = Prisma;

/** The types of nouns that have a slug. */
export type Noun = "source" | "speaker" | "topic";

/** The subject of an assertion about each type. */
export const SUBJECTS: Record<Noun, AssertionSubject> = { source: "SOURCE", speaker: "SPEAKER", topic: "TOPIC" };

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
  const ids = await idsOf(database, noun, [...new Set(references.map(({ slug }) => slug))]);
  const unknown = references.filter(({ slug }) => !ids.has(slug));
  if (unknown.length > 0) {
    throw new RecordError(unknown.map(({ path, slug }) => ({ path, message: `there is no ${noun} ${slug}` })));
  }
  vouchFor(recorder, SUBJECTS[noun], ids.values());
  return ids;
}

/** Returns the ids of the known ones among slugs. The slug of a merged speaker leads to the speaker that stayed. */
export async function idsOf(database: Database, noun: Noun, slugs: readonly string[]): Promise<Map<string, number>> {
  if (slugs.length === 0) return new Map();
  const rows = await database.query<{ id: number; slug: string }>(
    sql`/* record.${raw(noun)}s.ids */ SELECT ${noun === "speaker" ? sql`COALESCE(merged_into_id, id)` : sql`id`} AS id, slug FROM ${raw(noun)} WHERE slug = ANY (${slugs})`,
  );
  return new Map(rows.map(({ id, slug }) => [slug, id]));
}
