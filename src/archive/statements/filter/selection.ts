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
  /** The same values as an array, if they are known: to look at all of them together, where no order has to be kept. */
  values: Prisma.Sql | null;
  /** The number of values, if they are known. */
  count: number;
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
  /** The source, if one of the conditions is that this single one printed or supplied the statement. */
  sourceId: number | null;
  /** The words that are searched for, by which matches can be ranked. */
  words: string | null;
  /** What the names in the filter were taken to mean. */
  matches: Matches;
}

/** Drives the scans by values of an SQL type. */
export function driveBy(column: DrivingColumn, type: string, values: readonly (number | string)[]): Drive {
  if (values.length === 1) return { from: null, value: sql`${values[0]}::${raw(type)}`, values: null, count: 1 };
  const list = sql`${values}::${raw(type)}[]`;
  return { ...driveByEach(column, sql`unnest(${list})`), values: list, count: values.length };
}

/** Drives the scans by each row of a relation of one column. */
export function driveByEach(column: DrivingColumn, rows: Prisma.Sql): Drive {
  const value = raw(`driving_${column}.value`);
  return { from: sql`${rows} AS ${raw(`driving_${column}`)} (value)`, value, values: null, count: 1 };
}

/** Returns the condition that a column has one of the values: for SQL in which `from` stands only if `values` is null. */
export function isDriven(column: Prisma.Sql, { value, values }: Drive): Prisma.Sql {
  return values ? sql`${column} = ANY (${values})` : sql`${column} = ${value}`;
}
