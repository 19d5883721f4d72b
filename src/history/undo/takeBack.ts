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

/** Consecutive revisions that did the same to rows of one table, so that one statement undoes them. */
interface RevisionRun {
  table: Table;
  deed: Deed;
  ids: number[];
  keys: Set<string>;
}

/** Tables whose unique columns may have passed from one row to another within a change, so that their rows are undone one by one. */
const ONE_BY_ONE = new Set(["source", "speaker", "topic", "proposition", "article"]);

/** How a change is undone. */
export interface Manner {
  /** Revisions that are left as they are. */
  except: ReadonlySet<number>;
  /** Called for each revision that cannot be undone. Unless it throws, that revision is left as it is. */
  obstruct: (revisionId: number, why: string) => void;
  /** Called if a later change would make the undo break a rule of the tables; ends the edit. */
  fail: (why: string) => never;
  /** The origin that receives restored rows whose own origin was deleted. */
  originId: number;
}

/**
 * Undoes the revisions of a change, the last first, so that the tables keep their rules at every step, as they did before. A restored
 * printing whose position another has taken comes after all others of its article.
 */
export async function takeBack(database: Database, changeId: number, manner: Manner): Promise<void> {
  await deferPositions(database);
  for (const run of await readRuns(database, changeId, manner.except)) {
    const ids = run.deed === "made" ? await withoutNeeded(database, run, manner) : run.ids;
    const statement = sql`/* undo.${raw(run.table.table)} */ ${await opposite(database, run, ids, manner.originId)}`;
    const done = await database.query(statement).catch((error) => failOf(error, manner));
    const [first] = ids;
    if (first && done.length < ids.length && run.table.table !== "assertion") {
      manner.obstruct(first, `a row of ${run.table.table} has changed since`);
    }
  }
  await partPositions(database, sql`change_id = current_setting('onrecord.change')::bigint`);
}

/** Each row kept the rules of the tables before the change, so a restored row can only break them because of later changes. */
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

/** Rows that were deleted with their owner come after it in the history, and are restored after it too. */
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
  for (const { id, needs } of needed) obstruct(id, `what it added to ${table.table} is needed: ${needs}`);
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
WHERE revision.id = ANY (${ids}::bigint[]) AND ${isSame(table, "place")}
RETURNING 1`;
  }
  const columns = await readTableColumns(database, table.table);
  const write = deed === "removed" ? insertRows : updateRows;
  return write(table, columns, revisedRows(table, ids, originId));
}

/** The former values. If the origin was deleted meanwhile, the row goes to the one who restores it, and assertions are not restored. */
function revisedRows({ table }: Table, ids: readonly number[], originId: number): Prisma.Sql {
  const isThere = sql`EXISTS (SELECT FROM origin WHERE id = (before ->> 'origin_id')::bigint)`;
  const columns =
    table === "assertion"
      ? sql`before`
      : sql`CASE WHEN before ? 'origin_id' AND NOT ${isThere} THEN before || jsonb_build_object('origin_id', ${originId}::bigint) ELSE before END`;
  return sql`
SELECT key, ${columns} AS columns
FROM revision
WHERE id = ANY (${ids}::bigint[]) ${table === "assertion" ? sql`AND ${isThere}` : Prisma.empty}`;
}
