import { keyOf } from "../archive/globalIds.ts";
import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { type InputProblem, Refusal } from "./problems.ts";

const { sql, raw } = Prisma;

const TABLES = {
  Source: { table: "source", key: "slug" },
  Speaker: { table: "speaker", key: "slug" },
  Topic: { table: "topic", key: "slug" },
  Article: { table: "article", key: "url" },
  Statement: { table: "statement", key: null },
  Appearance: { table: "appearance", key: null },
} as const;
type Referred = keyof typeof TABLES;

/** The noun that a reference means: its id, and its slug (an article's URL) if it has one. */
export interface Referent {
  id: number;
  key: string;
}

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
  type: Referred,
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
export function missingReference(type: Referred, field: string): InputProblem {
  return { code: "NOT_FOUND", field: field.split("."), message: `\`${field}\` is not a known ${type}.` };
}

/** Finds references like `resolveReferences`, and returns null for unknown ones. */
export async function findReferents(
  database: Database,
  type: Referred,
  values: readonly string[],
): Promise<(Referent | null)[]> {
  if (values.length === 0) return [];
  const { table, key } = TABLES[type];
  const ids = values.map((value) => keyOf(type, value));
  const keys = values.map((value) => (value.includes("\0") ? null : value));
  const rows = await database.query<{ place: number; id: number; key: string }>(
    sql`
/* editing.resolve.${raw(table)} */
SELECT place::int, ${type === "Speaker" ? sql`COALESCE(target.id, found.id) AS id, COALESCE(target.slug, found.slug) AS key` : sql`found.id, ${key ? raw(`found.${key}`) : sql`found.id::text`} AS key`}
FROM unnest(${ids}::int[], ${keys}::text[]) WITH ORDINALITY AS given (id, key, place)
JOIN ${raw(table)} AS found ON found.id = given.id ${key ? sql`OR (given.id IS NULL AND found.${raw(key)} = given.key)` : Prisma.empty}
${type === "Speaker" ? sql`LEFT JOIN speaker AS target ON target.id = found.merged_into_id` : Prisma.empty}`,
  );
  const found = new Map(rows.map(({ place, ...referent }) => [place - 1, referent]));
  return values.map((_value, i) => found.get(i) ?? null);
}
