import { Prisma } from "../../generated/prisma/client.ts";

const { raw } = Prisma;

// Which of two merged nouns stays. Only speakers and propositions are merged. The one that goes is kept as a signpost: a row with its slug and, in
// `merged_into_id`, the id of the one that stays, which is never a signpost itself.

/** Returns whether the nouns of a table can be merged. */
export function canMerge(table: string): boolean {
  return table === "speaker" || table === "proposition";
}

/** Returns the id of the noun that stays: the row's own or, for a signpost, the one that it points to. */
export function standingId(table: string, alias = table): Prisma.Sql {
  return raw(canMerge(table) ? `COALESCE(${alias}.merged_into_id, ${alias}.id)` : `${alias}.id`);
}

/** Returns the condition that a row is not a signpost. */
export function isStanding(table: string, alias = table): Prisma.Sql {
  return raw(canMerge(table) ? `${alias}.merged_into_id IS NULL` : "TRUE");
}
