import type { Database } from "../../database.ts";
import { Prisma, type StatementLinkKind } from "../../generated/prisma/client.ts";
import type { Recorder } from "../assertions.ts";
import { rowsAsTable } from "../write.ts";

const { sql } = Prisma;

/** A link to be written. */
export interface GivenLink {
  statementId: number;
  kind: StatementLinkKind;
  targetId: number;
  note?: string | undefined;
  /** Who judged, if the origin passes on the judgement of another; otherwise empty. */
  judge: string;
  judgedAt?: Date | undefined;
}

/** The fields that identify a link among those of one origin. */
export const LINK_KEY = ["statementId", "kind", "targetId", "judge"] as const;
export type LinkKey = Pick<GivenLink, (typeof LINK_KEY)[number]>;

export const LINK_FIELDS = {
  statementId: "bigint",
  kind: '"StatementLinkKind"',
  targetId: "bigint",
  note: "text",
  judge: "text",
  judgedAt: "timestamptz",
} as const;

/** Inserts links, or corrects the notes of those that the same judge has made. A link that changes nothing is not written. */
export async function upsertLinks(
  database: Database,
  { originId }: Pick<Recorder, "originId">,
  given: readonly GivenLink[],
): Promise<void> {
  if (given.length === 0) return;
  await database.query(
    sql`
/* record.link */
INSERT INTO statement_link (statement_id, kind, target_id, note, judge, origin_id, created_at)
SELECT statement_id, kind, target_id, note, judge, ${originId}::bigint, COALESCE(judged_at, CURRENT_TIMESTAMP)
FROM ${rowsAsTable(LINK_FIELDS, given)}
ORDER BY row_place
ON CONFLICT (statement_id, kind, target_id, origin_id, judge) DO UPDATE
SET note = EXCLUDED.note, created_at = EXCLUDED.created_at
WHERE statement_link.note IS DISTINCT FROM EXCLUDED.note`,
  );
}
