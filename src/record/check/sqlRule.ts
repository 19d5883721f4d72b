import type { Prisma } from "../../generated/prisma/client.ts";

/**
 * A rule that one SQL verifies: what breaks it among the rows of `table` with ids in a range, as `id` and `message`.
 * `rule` is its name in findings.
 */
export interface SqlRule {
  rule: string;
  table: string;
  /** What stands after FROM to step through the column `id` of, where it is not the table itself. */
  ids?: Prisma.Sql;
  broken: (range: Range) => Prisma.Sql;
}

/** The condition that an id stands in the range that is being checked. */
export type Range = (id: Prisma.Sql) => Prisma.Sql;
