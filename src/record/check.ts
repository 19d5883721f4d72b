import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { assertionRules } from "./check/assertions.ts";
import { type DerivedRule, derivedRules } from "./check/derived.ts";
import { nounRules } from "./check/nouns.ts";
import type { Range, SqlRule } from "./check/sqlRule.ts";
import { statementRules } from "./check/statements.ts";

const { sql, raw } = Prisma;

/** A rule that a row breaks. */
export interface Finding {
  rule: string;
  table: string;
  id: number;
  message: string;
}

/** How many ids one SQL covers: what it finds fits in memory, and it ends long before a statement's time is up. */
const STEP = 5_000;

/**
 * Verifies over the whole archive every rule that no constraint of the tables holds: passages and spans, what is derived
 * (normal forms, digests, `topic_ancestor`, `statement_topic`, search), statements without a printing, names, who asserts
 * what. It reads in steps and holds one step's findings at a time, so the archive may be of any size; it locks nothing.
 */
export async function* check(database: Database): AsyncGenerator<Finding> {
  for (const rule of [...nounRules, ...statementRules, ...assertionRules]) {
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

/** The ids that a rule is about in steps, those that are not there left out. */
async function* rangesOf(database: Database, about: Pick<SqlRule, "table" | "ids">): AsyncGenerator<Range> {
  let first = await nextId(database, about, 0);
  while (first !== null) {
    const [from, to] = [first, first + STEP];
    yield (id) => sql`${id} >= ${from}::int AND ${id} < ${to}::bigint`;
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
