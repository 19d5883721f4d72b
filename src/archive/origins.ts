import type { Database } from "../database.ts";
import { Prisma, type Origin as StoredOrigin } from "../generated/prisma/client.ts";
import { groupedByKey, inKeyOrder } from "./lists/inKeyOrder.ts";

const { sql } = Prisma;

/** Who asserts something. The other fields describe an imported file, and are null for any other origin. */
export interface Origin extends Pick<StoredOrigin, "id" | "kind" | "name" | "version"> {
  format: string | null;
  /** The name of the file within its import. Its path is not shown, because it describes the importing machine. */
  file: string | null;
  checksum: string | null;
  /** When its last piece was recorded; null until then. */
  importedAt: Date | null;
}

/** Returns the origin of an imported file. Later content of the same file has the same name and another version. */
export function originOf(format: string, { name, sha256 }: { name: string; sha256: string }) {
  return { kind: "IMPORT", name: `${format} ${name}`, version: sha256 } as const;
}

/** Returns the name of a file from that of its origin. */
export function fileNameOf(format: string, originName: string): string {
  return originName.slice(format.length + 1);
}

const columns = sql`origin.id, origin.kind, origin.name, origin.version, import.format, import_file.sha256 AS checksum, import_file.finished_at AS "importedAt"`;
const withImport = sql`
LEFT JOIN import_file ON import_file.origin_id = origin.id
LEFT JOIN import ON import.id = import_file.import_id`;

/** Returns the origins of these ids, in their order. */
export async function findByIds(database: Database, ids: readonly number[]): Promise<(Origin | null)[]> {
  const rows = await database.query<Omit<Origin, "file">>(
    sql`/* origins.byId */ SELECT ${columns} FROM origin ${withImport} WHERE origin.id = ANY (${ids}::bigint[])`,
  );
  return inKeyOrder(ids, rows.map(withFile), ({ id }) => id);
}

/** Returns all origins that assert each printing, the oldest first. */
export async function assertersOf(database: Database, appearanceIds: readonly number[]): Promise<Origin[][]> {
  const rows = await database.query<Omit<Origin, "file"> & { key: number }>(
    sql`
/* origins.ofAppearances */
SELECT assertion.subject_id AS key, ${columns}
FROM assertion
JOIN origin ON origin.id = assertion.origin_id ${withImport}
WHERE assertion.subject = 'APPEARANCE' AND assertion.subject_id = ANY (${appearanceIds}::bigint[])
ORDER BY origin.id`,
  );
  return groupedByKey(appearanceIds, rows, ({ key }) => key).map((ofOne) => ofOne.map(withFile));
}

function withFile(row: Omit<Origin, "file">): Origin {
  return { ...row, file: row.format && fileNameOf(row.format, row.name) };
}
