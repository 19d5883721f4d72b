import { Prisma } from "../../../generated/prisma/client.ts";
import type { Matches } from "../../meant.ts";

const { sql, raw } = Prisma;

/** The columns that lead the indexes of statements. */
type DrivingColumn = "speaker" | "topic" | "status";

/**
 * The values of a column that drives the range scans. A single value is written into the scan, so that its index brings the
 * order and nothing is sorted; several come from `from`, one scan for each, merged.
 */
export interface Drive {
  from: Prisma.Sql | null;
  value: Prisma.Sql;
}

/** A filter ready for SQL: what drives the scans, and what is checked row by row. */
export interface Selection extends Record<DrivingColumn, Drive | null> {
  status: Drive;
  /** The condition on when a statement was said; `saidAt` is the column of the table that is scanned. */
  span: ((saidAt: Prisma.Sql) => Prisma.Sql) | null;
  /** Conditions on the table `statement`. */
  conditions: Prisma.Sql[];
  /** The kinds, if they are one of the conditions. */
  kinds: readonly string[] | null;
  /** The words that are searched for, by which matches can be ranked. */
  words: string | null;
  /** What the names in the filter were taken to mean. */
  matches: Matches;
}

/** Drives the scans by values of an SQL type. */
export function driveBy(column: DrivingColumn, type: string, values: readonly (number | string)[]): Drive {
  return values.length === 1
    ? { from: null, value: sql`${values[0]}::${raw(type)}` }
    : driveByEach(column, sql`unnest(${values}::${raw(type)}[])`);
}

/** Drives the scans by each row of a relation of one column. */
export function driveByEach(column: DrivingColumn, rows: Prisma.Sql): Drive {
  return { from: sql`${rows} AS ${raw(`driving_${column}`)} (value)`, value: raw(`driving_${column}.value`) };
}
