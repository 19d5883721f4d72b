import { inKeyOrder } from "../archive/lists/inKeyOrder.ts";
import { DEFAULT_PAGE, readPageSize } from "../archive/lists/page.ts";
import { fileNameOf } from "../archive/origins.ts";
import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";

const { sql } = Prisma;

/** An import of files, as editors see it. */
export interface ImportRow {
  id: string;
  format: string;
  /** The names of its files; at most 20. */
  files: string[];
  fileCount: number;
  /** Null if it was read by the command. */
  importedBy: string | null;
  reason: string | null;
  startedAt: Date;
  /** Null while it runs, and if it was interrupted. */
  finishedAt: Date | null;
  recordCount: number;
  madeCount: number;
}

/**
 * Returns the latest imports, newest first.
 *
 * @param most 0 to 100; 20 by default
 * @throws InputError for a number that no page has
 */
export async function latestImports(database: Database, most: number | null | undefined): Promise<ImportRow[]> {
  const first = readPageSize("first", most) ?? DEFAULT_PAGE;
  return readImports(database, sql`SELECT * FROM import ORDER BY id DESC LIMIT ${first}`);
}

/** Returns the imports of these ids, in their order; null for an unknown id. */
export async function importsByIds(database: Database, ids: readonly number[]): Promise<(ImportRow | null)[]> {
  const rows = await readImports(database, sql`SELECT * FROM import WHERE id = ANY (${[...ids]}::bigint[])`);
  return inKeyOrder(ids, rows, ({ id }) => Number(id));
}

async function readImports(database: Database, chosen: Prisma.Sql): Promise<ImportRow[]> {
  const rows = await database.query<ImportRow>(
    sql`
/* imports.read */
SELECT chosen.id::text, format, named.files, named.count AS "fileCount", options #>> '{sent,by}' AS "importedBy",
  options #>> '{sent,reason}' AS reason, started_at AS "startedAt", finished_at AS "finishedAt",
  COALESCE((counts ->> 'records')::int, 0) AS "recordCount", COALESCE((counts #>> '{taken,made}')::int, 0) AS "madeCount"
FROM (${chosen}) AS chosen
CROSS JOIN LATERAL (
  SELECT count(*)::int AS count, COALESCE((array_agg(origin.name ORDER BY origin.id))[:20], '{}') AS files
  FROM import_file
  JOIN origin ON origin.id = import_file.origin_id
  WHERE import_file.import_id = chosen.id
) AS named
ORDER BY chosen.id DESC`,
  );
  return rows.map((row) => ({ ...row, files: row.files.map((name) => fileNameOf(row.format, name)) }));
}
