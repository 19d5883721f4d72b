import { randomUUID } from "node:crypto";
import type { Database } from "../database.ts";
import type { ReadArticle, ReadStatement } from "../document/document.ts";
import { makeUuid, uuidIn } from "../document/urn.ts";
import { Prisma } from "../generated/prisma/client.ts";

const { sql } = Prisma;

/** What a statement may be called in every archive. */
export interface Naming {
  /** The UUID that the document gives; null if it gives none. */
  given: string | null;
  /** One made of the printing: every archive that records the printing first makes the same. */
  made: string;
}

/** Returns what a statement may be called by its printing. */
export function namingOf(
  { url }: Pick<ReadArticle, "url">,
  { urn, speaker, speakerStatus }: ReadStatement,
  { exact, prefix, suffix }: { exact: string; prefix: string; suffix: string },
): Naming {
  return {
    given: urn === undefined ? null : uuidIn(urn),
    made: makeUuid([url, exact, prefix, suffix, speaker ?? speakerStatus]),
  };
}

/**
 * Gives each new statement a UUID that no other has: the one that its document gives, otherwise the one made of its printing,
 * otherwise any.
 */
export async function nameStatements<Row extends { naming: Naming }>(
  database: Database,
  rows: readonly Row[],
): Promise<(Row & { uuid: string })[]> {
  if (rows.length === 0) return [];
  const wanted = rows.flatMap(({ naming: { given, made } }) => (given === null ? [made] : [given, made]));
  const stored = await database.query<{ uuid: string }>(
    sql`/* record.statement.uuids */ SELECT uuid FROM statement WHERE uuid = ANY (${wanted}::uuid[])`,
  );
  const taken = new Set(stored.map(({ uuid }) => uuid));
  const take = (uuid: string | null): uuid is string => uuid !== null && !taken.has(uuid) && Boolean(taken.add(uuid));
  // A name that a document gives goes before those that are made.
  const given = rows.map(({ naming }) => (take(naming.given) ? naming.given : null));
  return rows.map((row, i) => ({
    ...row,
    uuid: given[i] ?? (take(row.naming.made) ? row.naming.made : randomUUID()),
  }));
}
