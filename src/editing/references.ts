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

/** What a reference of an input means: the key, and the slug (an article's URL) where the noun has one. */
export interface Referent {
  id: number;
  key: string;
}

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

/** What a reference that means nothing is to whoever sent it. */
export function missingReference(type: Referred, field: string): InputProblem {
  return { code: "NOT_FOUND", field: field.split("."), message: `\`${field}\` is no ${type} of the archive.` };
}

/** `resolveReferences` for whoever can do without some: null for what is not there. */
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
