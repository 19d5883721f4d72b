import type { Prisma } from "../../generated/prisma/client.ts";

/** A rule that one SQL statement verifies; `rule` is its name in findings. */
export interface SqlRule {
  rule: string;
  table: string;
  /** The FROM item whose column `id` is stepped through, if it is not the table itself. */
  ids?: Prisma.Sql;
  /** How many ids one SQL statement covers, if each stands for many rows. */
  step?: number;
  /** Selects `id` and `message` of the rows in a range that break the rule. */
  broken: (range: Range) => Prisma.Sql;
}

/** Returns the condition that an id is in the range that is being checked. */
export type Range = (id: Prisma.Sql) => Prisma.Sql;
