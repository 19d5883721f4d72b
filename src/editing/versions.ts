import { keyOf, type NodeType } from "../archive/globalIds.ts";
import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { Refusal, refuse } from "./problems.ts";

const { sql, raw } = Prisma;

/** A noun with all that is edited together with it. */
interface Versioned {
  table: string;
  /** Rows of other tables that are its own: the table, the column that refers to it, and what else must hold. */
  parts: readonly (readonly [table: string, column: string, where?: string])[];
}

const VERSIONED: Partial<Record<NodeType, Versioned>> = {
  Source: { table: "source", parts: [["source_name", "source_id"]] },
  Speaker: {
    table: "speaker",
    parts: [
      ["speaker_name", "speaker_id"],
      ["speaker_role", "speaker_id"],
      ["speaker_member", "group_id"],
    ],
  },
  Topic: {
    table: "topic",
    parts: [
      ["topic_name", "topic_id"],
      ["topic_broader", "narrower_id"],
    ],
  },
  Article: { table: "article", parts: [["related_article", "article_id"]] },
  Statement: { table: "statement", parts: [["statement_tag", "statement_id", "basis = 'STATED'"]] },
  Appearance: { table: "appearance", parts: [["appearance_span", "appearance_id"]] },
};

/** Who made a row says nothing of what it is. */
const UNVERSIONED = "{origin_id,created_at,wording_digest}";

/**
 * The versions of nouns of one type, in the order of the ids; null where there is none. A version is a digest of all that is
 * edited together: it is another one whenever, and however, something of that is otherwise.
 */
export async function versionsOf(
  database: Database,
  type: NodeType,
  ids: readonly number[],
): Promise<(string | null)[]> {
  const { table, parts } = VERSIONED[type] as Versioned;
  const content = parts.map(
    ([part, column, where = "TRUE"]) =>
      `|| COALESCE((SELECT string_agg((to_jsonb(part) - '${UNVERSIONED}'::text[])::text, '' ORDER BY part::text) FROM ${part} AS part WHERE part.${column} = ${table}.id AND ${where}), '')`,
  );
  const rows = await database.query<{ id: number; version: string }>(
    sql`
/* versions.${raw(table)} */
SELECT id, left(md5((to_jsonb(${raw(table)}) - ${UNVERSIONED}::text[])::text ${raw(content.join(" "))}), 16) AS version
FROM ${raw(table)}
WHERE id = ANY (${ids}::int[])`,
  );
  const byId = new Map(rows.map(({ id, version }) => [id, version]));
  return ids.map((id) => byId.get(id) ?? null);
}

/**
 * The key of what an editor changes, by its global id. Refuses (`NOT_FOUND`, `CONFLICT`) what is not there, and what is not as
 * the editor has seen it.
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

/** Refuses an edit of something that is not there (`NOT_FOUND`) or is not as the editor has seen it (`CONFLICT`). */
export async function expectVersion(database: Database, type: NodeType, id: number, expected: string): Promise<void> {
  const [version] = await versionsOf(database, type, [id]);
  if (!version) refuse("NOT_FOUND", "id", `There is no ${type} with this id.`);
  if (version !== expected) {
    const message = `The ${type} has been changed since: look at it as it is now, and edit that.`;
    throw new Refusal([{ code: "CONFLICT", field: ["expectedVersion"], message }], { conflictingId: id });
  }
}
