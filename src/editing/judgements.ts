import { Prisma } from "../generated/prisma/client.ts";
import type { Edit } from "./edit.ts";
import { refuse } from "./problems.ts";

const { sql, raw } = Prisma;

/**
 * Returns the condition that a row, joined with its `origin`, is the judgement that an editor means: their own or, with `by`, the one
 * that somebody else judged or put on record.
 *
 * @param row the row's name in the query
 */
export function isMeantJudgement(
  row: string,
  { recorder }: Pick<Edit, "recorder">,
  by: string | undefined,
): Prisma.Sql {
  const judge = raw(`${row}.judge`);
  return by === undefined
    ? sql`origin.id = ${recorder.originId}::bigint AND ${judge} = ''`
    : sql`COALESCE(NULLIF(${judge}, ''), origin.name) = ${by.replaceAll("\0", "")}`;
}

/**
 * Refuses a judgement that was not found (NOT_FOUND).
 *
 * @param field the field of the input that names what is judged
 * @param judgement the judgement in words, after "no"
 */
export function refuseUnjudged(by: string | undefined, field: string, judgement: string): never {
  const [at, whose] = by === undefined ? [field, "You have"] : ["by", `${by} has`];
  return refuse("NOT_FOUND", at, `${whose} no ${judgement}.`);
}
