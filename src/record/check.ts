import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { assertionRules } from "./check/assertions.ts";
import { type DerivedRule, derivedRules } from "./check/derived.ts";
import { nounRules } from "./check/nouns.ts";
import type { Range, SqlRule } from "./check/sqlRule.ts";
import { statementRules } from "./check/statements.ts";
import { tallyRules } from "./check/tallies.ts";

const { sql, raw } = Prisma;

/** A row that breaks a rule. */
export interface Finding {
  rule: string;
  table: string;
  id: number;
  message: string;
}

/** How many ids one SQL statement covers: its findings fit in memory, and it ends long before its time limit. */
const STEP = 5_000;

/**
 * Verifies every rule that no constraint of the tables enforces, over the whole archive: passages and spans, derived
 * columns and tables (normal forms, digests, `topic_ancestor`, `statement_topic`, `statement_printing`, search, tallies), statements without a
 * printing, names, assertions. It reads in steps and keeps one step's findings at a time, so the archive may have any
 * size. It locks nothing.
 */
export async function* check(database: Database): AsyncGenerator<Finding> {
  for (const rule of [...nounRules, ...statementRules, ...assertionRules, ...tallyRules]) {
    for await (const range of rangesOf(database, rule)) yield* await findBrokenRows(database, rule, range);
  }
  for (const rule of derivedRules) {
    for await (const range of rangesOf(database, rule)) yield* await findWrong(database, rule, range);
  }
}

async function findBrokenRows(database: Database, { rule, table, broken }: SqlRule, range: Range): Promise<Finding[]> {
  const rows = await database.query<{ id: number; message: string }>(sql`/* check.${raw(rule)} */ ${broken(range)}`);
  return rows.map(({ id, message }) => ({ rule, table, id, message })).sort((one, other) => one.id - other.id);
}

async function findWrong(
  database: Database,
  { rule, table, rows, derive, message }: DerivedRule,
  range: Range,
): Promise<Finding[]> {
  const stored = await database.query<{ id: number; from: string; stored: string | null }>(
    sql`/* check.${raw(rule)} */ ${rows(range)}`,
  );
  const wrong = stored.filter((row) => derive(row.from) !== row.stored);
  return wrong.map(({ id }) => ({ rule, table, id, message })).sort((one, other) => one.id - other.id);
}

/** Yields the ids that a rule is about in steps, skipping gaps. */
async function* rangesOf(database: Database, about: Pick<SqlRule, "table" | "ids" | "step">): AsyncGenerator<Range> {
  let first = await nextId(database, about, 0);
  while (first !== null) {
    const [from, to] = [first, first + (about.step ?? STEP)];
    yield (id) => sql`${id} >= ${from}::bigint AND ${id} < ${to}::bigint`;
    first = await nextId(database, about, to);
  }
}

async function nextId(
  database: Database,
  { table, ids = raw(table) }: Pick<SqlRule, "table" | "ids">,
  from: number,
): Promise<number | null> {
  const [row] = await database.query<{ id: number | null }>(
    sql`/* check.${raw(table)}.next */ SELECT min(id) AS id FROM ${ids} WHERE id >= ${from}::bigint`,
  );
  return row?.id ?? null;
}
