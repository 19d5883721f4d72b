import { originOf } from "../archive/origins.ts";
import type { Database } from "../database.ts";
import type { Asserter } from "../document/asserter.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { lineageOf } from "./recorder.ts";

const { sql } = Prisma;

/** A file that is imported. */
export interface ImportedFile {
  /** The same on every machine and in every run: name and format identify a file whose content has changed. */
  name: string;
  path: string;
  /** The digest of the file's content and of its companions, in lower-case hexadecimal. */
  sha256: string;
}

/** How much of a file, with this content, is in the archive. */
export interface FileProgress {
  importId: number;
  originId: number;
  piecesDone: number;
  isFinished: boolean;
}

/** An import as a list shows it. */
export interface Import {
  id: number;
  format: string;
  startedAt: Date;
  /** Null while it runs, and if it was interrupted. */
  finishedAt: Date | null;
  options: Record<string, unknown>;
  counts: Record<string, unknown>;
  /** The id of the import whose files it corrects. */
  replaces: number | null;
  files: number;
  statements: number;
  articles: number;
  speakers: number;
}

/** Returns what earlier runs have imported of the file; null if this content was never imported. */
export async function progressOf(database: Database, format: string, file: ImportedFile): Promise<FileProgress | null> {
  const [known] = await database.query<FileProgress>(
    sql`
/* imports.progress */
SELECT import_id AS "importId", origin_id AS "originId", pieces_done AS "piecesDone", finished_at IS NOT NULL AS "isFinished"
FROM import_file
WHERE origin_id = ${ownOrigin(originOf(format, file))}`,
  );
  return known ?? null;
}

/** How many of a file's printings and articles another import has on record, too. */
export interface SharedRows {
  importId: number;
  printings: number;
  articles: number;
}

/** Returns how many rows of a file other imports have on record, by import. Earlier versions of the file do not count. */
export async function sharedRows(database: Database, asserter: Asserter): Promise<SharedRows[]> {
  return database.query(
    sql`
/* imports.shared */
WITH RECURSIVE ${lineageOf(asserter)}
SELECT import_id AS "importId",
  count(DISTINCT theirs.subject_id) FILTER (WHERE own.subject = 'APPEARANCE')::int AS printings,
  count(DISTINCT theirs.subject_id) FILTER (WHERE own.subject = 'ARTICLE')::int AS articles
FROM assertion own
JOIN assertion theirs ON theirs.subject = own.subject AND theirs.subject_id = own.subject_id
JOIN import_file ON import_file.origin_id = theirs.origin_id
WHERE own.subject IN ('APPEARANCE', 'ARTICLE') AND own.origin_id = ${ownOrigin(asserter)} AND theirs.origin_id NOT IN (SELECT id FROM lineage)
GROUP BY import_id
ORDER BY import_id`,
  );
}

/** The statements of an earlier version of a file that are missing from the file, together with their articles. */
export interface LeftBehind {
  /** The latest import with an earlier version. */
  importId: number;
  articles: number;
  statements: number;
}

/** Returns the statements that stay because the file no longer has their articles; null without any. */
export async function leftBehind(database: Database, asserter: Asserter): Promise<LeftBehind | null> {
  const [found] = await database.query<LeftBehind>(
    sql`
/* imports.left_behind */
WITH RECURSIVE ${lineageOf(asserter)}
SELECT max(import_id) AS "importId", count(DISTINCT appearance.article_id)::int AS articles,
  count(DISTINCT appearance.statement_id)::int AS statements
FROM assertion AS theirs
JOIN lineage ON lineage.id = theirs.origin_id
JOIN import_file ON import_file.origin_id = theirs.origin_id
JOIN appearance ON appearance.id = theirs.subject_id
WHERE theirs.subject = 'APPEARANCE'
  AND NOT EXISTS (
    SELECT
    FROM assertion AS own
    WHERE own.origin_id = ${ownOrigin(asserter)}
      AND (own.subject, own.subject_id) IN (('APPEARANCE', appearance.id), ('ARTICLE', appearance.article_id))
  )
HAVING count(*) > 0`,
  );
  return found ?? null;
}

/** Returns the latest import that has a file of these origins; null if none has. */
export async function importOfOrigins(database: Database, originNames: readonly string[]): Promise<number | null> {
  const [found] = await database.query<{ id: number | null }>(
    sql`
/* imports.of_origins */
SELECT max(import_id) AS id
FROM import_file
JOIN origin ON origin.id = import_file.origin_id
WHERE origin.kind = 'IMPORT' AND origin.name = ANY (${[...originNames]})`,
  );
  return found?.id ?? null;
}

function ownOrigin({ kind, name, version = "" }: Asserter): Prisma.Sql {
  return sql`(SELECT id FROM origin WHERE kind = ${kind}::"OriginKind" AND name = ${name} AND version = ${version})`;
}

/**
 * Finds the latest interrupted import of this format and these options, which a new run continues; null without one.
 */
export async function findInterrupted(database: Database, format: string, options: object): Promise<Import | null> {
  const rows = await database.query<{ id: number }>(
    sql`
/* imports.interrupted */
SELECT max(id) AS id
FROM import
WHERE format = ${format} AND options = ${JSON.stringify(options)}::jsonb AND finished_at IS NULL
HAVING count(*) > 0`,
  );
  const [found] = rows;
  return found ? ((await listImports(database, found.id))[0] ?? null) : null;
}

/**
 * Begins an import. Returns its id.
 *
 * @param replaces the id of the import whose files this one corrects
 */
export async function beginImport(
  database: Database,
  format: string,
  options: object,
  replaces?: number,
): Promise<number> {
  const data = { format, options: options as Prisma.JsonObject, replacesId: replaces ?? null };
  const { id } = await database.prisma.import.create({ data });
  return id;
}

/** Notes that the files of an import on record correct those of another. */
export async function noteReplaced(database: Database, importId: number, replaces: number): Promise<void> {
  await database.query(
    sql`/* imports.replaces */ UPDATE import SET replaces_id = ${replaces}::bigint WHERE id = ${importId}::bigint AND id <> ${replaces}::bigint AND replaces_id IS DISTINCT FROM ${replaces}::bigint`,
  );
}

/** Writes, in the transaction of a batch, how much of its file is done and what the import has counted so far. */
export async function noteProgress(
  database: Database,
  file: ImportedFile,
  progress: FileProgress,
  counts: object,
): Promise<void> {
  const { importId, originId, piecesDone, isFinished } = progress;
  await database.query(
    sql`
/* imports.note */
WITH noted AS (
  INSERT INTO import_file (origin_id, import_id, path, sha256, pieces_done, finished_at)
  SELECT ${originId}::bigint, ${importId}::bigint, ${file.path}, ${file.sha256}, ${piecesDone}::int, ${isFinished ? new Date() : null}::timestamptz
  ON CONFLICT (origin_id) DO UPDATE
  SET import_id = EXCLUDED.import_id, pieces_done = EXCLUDED.pieces_done, finished_at = EXCLUDED.finished_at
)
UPDATE import SET counts = ${JSON.stringify(counts)}::jsonb WHERE id = ${importId}::bigint`,
  );
}

/** Marks the import as finished, with its final counts. */
export async function finishImport(database: Database, id: number, counts: object): Promise<void> {
  await database.prisma.import.update({
    where: { id },
    data: { finishedAt: new Date(), counts: counts as Prisma.JsonObject },
  });
}

/** Tells whether a text is an id within PostgreSQL's range. */
export function isImportId(given: string): boolean {
  return /^[1-9]\d{0,15}$/.test(given) && Number.isSafeInteger(Number(given));
}

/** Lists the imports, newest first, each with the number of rows that it asserts; with an id, only that one. */
export async function listImports(database: Database, id?: number): Promise<Import[]> {
  return database.query<Import>(
    sql`
/* imports.list */
SELECT import.id, format, started_at AS "startedAt", import.finished_at AS "finishedAt", options, counts, replaces_id AS replaces,
  count(DISTINCT import_file.origin_id)::int AS files,
  count(*) FILTER (WHERE subject = 'APPEARANCE')::int AS statements,
  count(DISTINCT subject_id) FILTER (WHERE subject = 'ARTICLE')::int AS articles,
  count(DISTINCT subject_id) FILTER (WHERE subject = 'SPEAKER')::int AS speakers
FROM import
LEFT JOIN import_file ON import_file.import_id = import.id
LEFT JOIN assertion ON assertion.origin_id = import_file.origin_id
WHERE ${id === undefined ? sql`TRUE` : sql`import.id = ${id}`}
GROUP BY import.id
ORDER BY import.id DESC`,
  );
}
