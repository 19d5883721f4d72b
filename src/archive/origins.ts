import type { Database } from "../database.ts";
import { Prisma, type Origin as StoredOrigin } from "../generated/prisma/client.ts";
import { groupedByKey, inKeyOrder } from "./lists/inKeyOrder.ts";

const { sql } = Prisma;

/** Who asserts something; of an imported file also what it was. All of that is null for everybody else. */
export interface Origin extends Pick<StoredOrigin, "id" | "kind" | "name" | "version"> {
  format: string | null;
  /** The name by which its import knows it, not its path: that is the importing machine's own affair. */
  file: string | null;
  checksum: string | null;
  /** When its last piece was taken in; null while that is to come. */
  importedAt: Date | null;
}

/** The name of the origin that a file is, by which later content of the same file is known as its next version. */
export function originOf(format: string, { name, sha256 }: { name: string; sha256: string }) {
  return { kind: "IMPORT", name: `${format} ${name}`, version: sha256 } as const;
}

/** The file's own name again, from that of its origin. */
export function fileNameOf(format: string, originName: string): string {
  return originName.slice(format.length + 1);
}

const columns = sql`origin.id, origin.kind, origin.name, origin.version, import.format, import_file.sha256 AS checksum, import_file.finished_at AS "importedAt"`;
const withImport = sql`
LEFT JOIN import_file ON import_file.origin_id = origin.id
LEFT JOIN import ON import.id = import_file.import_id`;

/** The origins of these ids, in their order. */
export async function findByIds(database: Database, ids: readonly number[]): Promise<(Origin | null)[]> {
  const rows = await database.query<Omit<Origin, "file">>(
    sql`/* origins.byId */ SELECT ${columns} FROM origin ${withImport} WHERE origin.id = ANY (${ids}::int[])`,
  );
  return inKeyOrder(ids, rows.map(withFile), ({ id }) => id);
}

/** All that assert each printing, the one that put anything on record first at the head. */
export async function assertersOf(database: Database, appearanceIds: readonly number[]): Promise<Origin[][]> {
  const rows = await database.query<Omit<Origin, "file"> & { key: number }>(
    sql`
/* origins.ofAppearances */
SELECT assertion.subject_id AS key, ${columns}
FROM assertion
JOIN origin ON origin.id = assertion.origin_id ${withImport}
WHERE assertion.subject = 'APPEARANCE' AND assertion.subject_id = ANY (${appearanceIds}::int[])
ORDER BY origin.id`,
  );
  return groupedByKey(appearanceIds, rows, ({ key }) => key).map((ofOne) => ofOne.map(withFile));
}

function withFile(row: Omit<Origin, "file">): Origin {
  return { ...row, file: row.format && fileNameOf(row.format, row.name) };
}
