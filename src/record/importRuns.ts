import { originOf } from "../archive/origins.ts";
import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";

const { sql } = Prisma;

/** A file as an import knows it. */
export interface ImportedFile {
  /** The same on every machine and in every run: with the format, what a file is known by when its content changes. */
  name: string;
  path: string;
  /** Over everything that the file says, its companions included. Lower-case hexadecimal. */
  sha256: string;
}

/** How far a file has come into the archive, if it was ever begun with this content. */
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
  /** Null while it runs, and when it was interrupted. */
  finishedAt: Date | null;
  options: Record<string, unknown>;
  counts: Record<string, unknown>;
  files: number;
  statements: number;
  articles: number;
  speakers: number;
}

/** What is known of the file from earlier runs; null when this content was never imported. */
export async function progressOf(database: Database, format: string, file: ImportedFile): Promise<FileProgress | null> {
  const { kind, name, version } = originOf(format, file);
  const [known] = await database.query<FileProgress>(
    sql`
/* imports.progress */
SELECT import_id AS "importId", origin_id AS "originId", pieces_done AS "piecesDone", finished_at IS NOT NULL AS "isFinished"
FROM import_file
WHERE origin_id = (SELECT id FROM origin WHERE kind = ${kind}::"OriginKind" AND name = ${name} AND version = ${version})`,
  );
  return known ?? null;
}

/** The interrupted import of the same files and options, which a new run goes on with; null when there is none. */
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

/** Begins an import. Answers its id. */
export async function beginImport(database: Database, format: string, options: object): Promise<number> {
  const { id } = await database.prisma.import.create({ data: { format, options: options as Prisma.JsonObject } });
  return id;
}

/** Notes, in the transaction of a batch, how far its file has come and what the import has counted so far. */
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
  SELECT ${originId}::int, ${importId}::int, ${file.path}, ${file.sha256}, ${piecesDone}::int, ${isFinished ? new Date() : null}::timestamptz
  ON CONFLICT (origin_id) DO UPDATE
  SET import_id = EXCLUDED.import_id, pieces_done = EXCLUDED.pieces_done, finished_at = EXCLUDED.finished_at
)
UPDATE import SET counts = ${JSON.stringify(counts)}::jsonb WHERE id = ${importId}::int`,
  );
}

/** Notes that the import has come to its end, with what it has counted. */
export async function finishImport(database: Database, id: number, counts: object): Promise<void> {
  await database.prisma.import.update({
    where: { id },
    data: { finishedAt: new Date(), counts: counts as Prisma.JsonObject },
  });
}

/** The imports, newest first, each with what is in the archive because of it; or only the one asked for. */
export async function listImports(database: Database, id?: number): Promise<Import[]> {
  return database.query<Import>(
    sql`
/* imports.list */
SELECT import.id, format, started_at AS "startedAt", import.finished_at AS "finishedAt", options, counts,
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
