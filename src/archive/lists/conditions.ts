import { Prisma } from "../../generated/prisma/client.ts";
import { InputError } from "./inputError.ts";

const { sql } = Prisma;

/** A span of time, `from` included and `to` excluded; a missing end is open. */
export interface TimeSpan {
  from?: Date | null | undefined;
  to?: Date | null | undefined;
}

/** Returns the condition that an instant is in the span. Throws InputError for a span that ends before it starts. */
export function inSpan(column: Prisma.Sql, argument: string, { from, to }: TimeSpan): Prisma.Sql {
  if (from && to && to < from) {
    throw new InputError(
      argument,
      `\`${argument}\` ends (${to.toISOString()}) before it starts (${from.toISOString()}).`,
    );
  }
  return sql`(${from ? sql`${column} >= ${from.toISOString()}::timestamptz` : sql`TRUE`} AND ${to ? sql`${column} < ${to.toISOString()}::timestamptz` : sql`TRUE`})`;
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

/** Returns the condition that a column is in one of the languages: "en" finds "en-GB" (RFC 4647, basic filtering). */
export function inLanguage(column: Prisma.Sql, tags: readonly string[]): Prisma.Sql {
  return sql`EXISTS (
  SELECT
  FROM unnest(${tags}::text[]) AS tag
  WHERE lower(${column}) = tag OR starts_with(lower(${column}), tag || '-')
)`;
}

/** Checks `inLanguage` in memory. */
export function isInLanguage(language: string, tags: readonly string[]): boolean {
  return tags.some((tag) => `${language.toLowerCase()}-`.startsWith(`${tag}-`));
}
