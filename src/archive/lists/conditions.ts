import type { Database } from "../../database.ts";
import { instantAfter, type When, writeWhen } from "../../document/dates.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { InputError } from "./inputError.ts";

const { sql, raw } = Prisma;

/** A span of time that includes both its ends; an end left out is open. */
export interface TimeRange {
  from?: When | null | undefined;
  to?: When | null | undefined;
}

/** The same span, with its end excluded. */
export interface HalfOpenSpan {
  from: Date | null;
  before: Date | null;
}

/** Returns the span without its end. Throws InputError for one that ends before it starts. */
export function halfOpen(argument: string, { from, to }: TimeRange): HalfOpenSpan {
  if (from && to && isInstantBefore(to, from)) {
    const [end, start] = [to, from].map(({ at, precision }) => writeWhen(at, precision));
    throw new InputError(argument, `\`${argument}\` ends (${end}) before it starts (${start}).`);
  }
  return { from: from?.at ?? null, before: to ? instantAfter(to) : null };
}

/** Returns whether a year, month, day or instant is over when another begins. */
export function isInstantBefore(one: When, other: When): boolean {
  const after = instantAfter(one);
  return after !== null && after <= other.at;
}

/** Returns the condition that an instant stands in the span. */
export function inSpan(column: Prisma.Sql, { from, before }: HalfOpenSpan): Prisma.Sql {
  const isSince = from ? sql`${column} >= ${from.toISOString()}::timestamptz` : sql`TRUE`;
  const isEarlier = before ? sql`${column} < ${before.toISOString()}::timestamptz` : sql`TRUE`;
  return sql`(${isSince} AND ${isEarlier})`;
}

const MOST_VALUES = 100;

/** Returns the values of a list in a filter, each once. Throws InputError for more than 100, since each may cost a search. */
export function distinctValues(argument: string, given: readonly string[]): string[] {
  if (given.length > MOST_VALUES)
    throw new InputError(argument, `\`${argument}\` takes at most ${MOST_VALUES} values, not ${given.length}.`);
  return [...new Set(given)];
}

/** Returns the language tags of a filter as `inLanguage` and `isInLanguage` compare them. Throws InputError for too many. */
export function languageTags(given: readonly string[]): string[] {
  return distinctValues("filter.language", given).map((tag) => tag.replaceAll("\0", "").toLowerCase());
}

/**
 * Returns the condition that the column `language` of a table is in one of the languages: "en" finds "en-GB" (RFC 4647, basic
 * filtering). The few languages that the table has are read first, from one entry of its index to the next, so that PostgreSQL can
 * estimate how many rows meet the condition.
 */
export async function inLanguage(
  database: Database,
  table: "article" | "statement",
  tags: readonly string[],
): Promise<Prisma.Sql> {
  const tag = raw(`${table}.language`);
  const rows = await database.query<{ tag: string }>(sql`
/* lists.languages */
WITH RECURSIVE used (tag) AS (
  SELECT min(${tag}) FROM ${raw(table)}
  UNION ALL
  SELECT (SELECT min(${tag}) FROM ${raw(table)} WHERE ${tag} > used.tag) FROM used WHERE used.tag IS NOT NULL
)
SELECT tag FROM used WHERE tag IS NOT NULL`);
  const meant = rows.map((row) => row.tag).filter((used) => isInLanguage(used, tags));
  return meant.length > 0 ? sql`${tag} = ANY (${meant}::text[])` : sql`FALSE`;
}

/** Checks `inLanguage` in memory. */
export function isInLanguage(language: string, tags: readonly string[]): boolean {
  return tags.some((tag) => `${language.toLowerCase()}-`.startsWith(`${tag}-`));
}
