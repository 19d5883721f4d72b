import { isSame, keptTables } from "../../archive/tables/journal.ts";
import type { Table } from "../../archive/tables/table.ts";
import type { Database } from "../../database.ts";
import { explainConstraint } from "../../editing/constraints.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { deferPositions, partPositions } from "../readingOrder.ts";
import { insertRows, readTableColumns, updateRows } from "../undoImport/keptRows.ts";
import { findNeeded } from "./obstacles.ts";

const { sql, raw } = Prisma;

/** What a revision did to its row. */
type Deed = "made" | "removed" | "changed";

interface KeptRevision {
  id: number;
  table: string;
  key: string;
  deed: Deed;
}

/** Revisions in a row that did the same to rows of one table, so that one SQL takes them back. */
interface RevisionRun {
  table: Table;
  deed: Deed;
  ids: number[];
  keys: Set<string>;
}

/** Their unique columns may have passed from one row to the other within a change. */
const ONE_BY_ONE = new Set(["source", "speaker", "topic", "article"]);

/** How a change is taken back. */
export interface Manner {
  /** Revisions that are left as they are. */
  except: ReadonlySet<number>;
  /** Is told of each revision that cannot be taken back; where it does not throw, that one is left as it is. */
  obstruct: (revisionId: number, why: string) => void;
  /** Is told which rule of the tables what came later would make it break, and ends the edit. */
  fail: (why: string) => never;
  /** Whose a row becomes that comes back when its own origin has gone. */
  originId: number;
}

/**
 * Does the opposite of what a change did, the last first, so that at every step the tables keep the rules that they kept on the way
 * here. A printing that comes back, to a place that another has taken meanwhile, comes behind all of its article.
 */
export async function takeBack(database: Database, changeId: number, manner: Manner): Promise<void> {
  await deferPositions(database);
  for (const run of await readRuns(database, changeId, manner.except)) {
    const ids = run.deed === "made" ? await withoutNeeded(database, run, manner) : run.ids;
    const statement = sql`/* undo.${raw(run.table.table)} */ ${await opposite(database, run, ids, manner.originId)}`;
    const done = await database.query(statement).catch((error) => failOf(error, manner));
    const [first] = ids;
    if (first && done.length < ids.length && run.table.table !== "assertion") {
      manner.obstruct(first, `a row of ${run.table.table} is not as it was left`);
    }
  }
  await partPositions(database, sql`change_id = current_setting('onrecord.change')::int`);
}

/** Each row had kept the rules of the tables before the change, so what comes back breaks them by what has come since. */
function failOf(error: unknown, { fail }: Manner): never {
  const problem = explainConstraint(error);
  if (!problem) throw error;
  const { message } = problem;
  return fail(`${message.charAt(0).toLowerCase()}${message.slice(1, -1)}`);
}

async function readRuns(database: Database, changeId: number, except: ReadonlySet<number>): Promise<RevisionRun[]> {
  const revisions = await database.query<KeptRevision>(
    sql`
/* undo.revisions */
SELECT id, table_name AS table, key::text AS key,
  CASE WHEN before = '{}' THEN 'made' WHEN after IS NULL THEN 'removed' ELSE 'changed' END AS deed
FROM revision
WHERE change_id = ${changeId}
ORDER BY id DESC`,
  );
  const runs: RevisionRun[] = [];
  for (const { id, table, key, deed } of ownersFirst(revisions.filter((revision) => !except.has(revision.id)))) {
    const last = runs.at(-1);
    const isAlone = deed === "changed" && ONE_BY_ONE.has(table);
    if (last && !isAlone && last.table.table === table && last.deed === deed && !last.keys.has(key)) {
      last.ids.push(id);
      last.keys.add(key);
    } else runs.push({ table: keptTable(table), deed, ids: [id], keys: new Set([key]) });
  }
  return runs;
}

/** What went with its owner is in the history after it, and comes back after it too. */
function ownersFirst(revisions: readonly KeptRevision[]): KeptRevision[] {
  const places = new Map(keptTables.map(({ table }, i) => [table, i]));
  const placeOf = ({ table }: KeptRevision) => places.get(table) ?? 0;
  const blocks: KeptRevision[][] = [];
  for (const revision of revisions) {
    const last = blocks.at(-1);
    if (revision.deed === "removed" && last?.[0]?.deed === "removed") last.push(revision);
    else blocks.push([revision]);
  }
  return blocks.flatMap((block) => block.sort((one, other) => placeOf(one) - placeOf(other)));
}

function keptTable(name: string): Table {
  return keptTables.find(({ table }) => table === name) as Table;
}

async function withoutNeeded(database: Database, { table, ids }: RevisionRun, { obstruct }: Manner): Promise<number[]> {
  const needed = await findNeeded(database, table, ids);
  for (const { id, needs } of needed) obstruct(id, `what it added to ${table.table} is needed by now: ${needs}`);
  const kept = new Set(needed.map(({ id }) => id));
  return ids.filter((id) => !kept.has(id));
}

async function opposite(
  database: Database,
  { table, deed }: RevisionRun,
  ids: readonly number[],
  originId: number,
): Promise<Prisma.Sql> {
  const name = raw(table.table);
  if (deed === "made") {
    return sql`
DELETE FROM ${name}
USING revision
CROSS JOIN jsonb_populate_record(NULL::${name}, revision.key) AS place
WHERE revision.id = ANY (${ids}::int[]) AND ${isSame(table, "place")}
RETURNING 1`;
  }
  const columns = await readTableColumns(database, table.table);
  const write = deed === "removed" ? insertRows : updateRows;
  return write(table, columns, revisedRows(table, ids, originId));
}

/** What was; of an origin that has gone meanwhile, who brings it back says it. Of who said it nothing is brought back then. */
function revisedRows({ table }: Table, ids: readonly number[], originId: number): Prisma.Sql {
  const isThere = sql`EXISTS (SELECT FROM origin WHERE id = (before ->> 'origin_id')::int)`;
  const columns =
    table === "assertion"
      ? sql`before`
      : sql`CASE WHEN before ? 'origin_id' AND NOT ${isThere} THEN before || jsonb_build_object('origin_id', ${originId}::int) ELSE before END`;
  return sql`
SELECT key, ${columns} AS columns
FROM revision
WHERE id = ANY (${ids}::int[]) ${table === "assertion" ? sql`AND ${isThere}` : Prisma.empty}`;
}
