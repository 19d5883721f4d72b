import { keyOf, type NodeType } from "../archive/globalIds.ts";
import { partsOf } from "../archive/tables/journal.ts";
import { assertedTables } from "../archive/tables/vouched.ts";
import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { Refusal, refuse } from "./problems.ts";

const { sql, raw } = Prisma;

/** Columns that are not part of a version: the origin of a row, and what is derived. */
const UNVERSIONED = "{origin_id,created_at,recorded_at,wording_digest}";

/** Only what is stated of a part's table is edited, if it holds more. */
const STATED: Readonly<Record<string, string | undefined>> = { statement_tag: assertedTables.STATEMENT_TAG.where };

/**
 * Returns the versions of nouns of one type, in the order of the ids; null for unknown ids. A version is a digest of
 * everything that is edited together, so it differs after any change of that.
 */
export async function versionsOf(
  database: Database,
  type: NodeType,
  ids: readonly number[],
): Promise<(string | null)[]> {
  const table = type.toLowerCase();
  const content = partsOf(table).map(
    ({ table: part, owner }) =>
      `|| COALESCE((SELECT string_agg((to_jsonb(part) - '${UNVERSIONED}'::text[])::text, '' ORDER BY part::text) FROM ${part} AS part WHERE part.${owner} = ${table}.id AND ${STATED[part] ?? "TRUE"}), '')`,
  );
  const rows = await database.query<{ id: number; version: string }>(
    sql`
/* versions.${raw(table)} */
SELECT id, left(md5((to_jsonb(${raw(table)}) - ${UNVERSIONED}::text[])::text ${raw(content.join(" "))}), 16) AS version
FROM ${raw(table)}
WHERE id = ANY (${ids}::bigint[])`,
  );
  const byId = new Map(rows.map(({ id, version }) => [id, version]));
  return ids.map((id) => byId.get(id) ?? null);
}

/**
 * Returns the id of the noun that an editor changes. Refuses an unknown one (`NOT_FOUND`), and one that has changed
 * since the editor saw it (`CONFLICT`).
 */
export async function expectSeen(
  database: Database,
  type: NodeType,
  { id, expectedVersion }: { id: string; expectedVersion: string },
): Promise<number> {
  const key = keyOf(type, id) ?? refuse("NOT_FOUND", "id", `There is no ${type} with this id.`);
  await expectVersion(database, type, key, expectedVersion);
  return key;
}

/** Refuses an unknown noun (`NOT_FOUND`), and one that has changed since the editor saw it (`CONFLICT`). */
export async function expectVersion(database: Database, type: NodeType, id: number, expected: string): Promise<void> {
  const [version] = await versionsOf(database, type, [id]);
  if (!version) refuse("NOT_FOUND", "id", `There is no ${type} with this id.`);
  if (version !== expected) {
    const message = `The ${type} has been changed since: read it again, and edit the present version.`;
    throw new Refusal([{ code: "CONFLICT", field: ["expectedVersion"], message }], { conflictingId: id });
  }
}
