import { inKeyOrder } from "../../archive/lists/inKeyOrder.ts";
import type { Database } from "../../database.ts";
import { writeWhen } from "../../document/dates.ts";
import type { CompleteEntry, LinkEntry } from "../../document/document.ts";
import { urnOf } from "../../document/urn.ts";
import { Prisma, type StatementLinkKind } from "../../generated/prisma/client.ts";
import type { DumpLine } from "./line.ts";
import { judgeName } from "./statementEntry.ts";

const { sql } = Prisma;

interface DumpedLink {
  id: number;
  own: string;
  kind: StatementLinkKind;
  target: string;
  note: string | null;
  judge: string;
  judgedAt: Date;
}

/** Returns the links with these ids, in their order, each under the name of who judged. */
export async function describeLinks(database: Database, ids: readonly number[]): Promise<DumpLine[]> {
  const rows = await database.query<DumpedLink>(
    sql`
/* dump.links.described */
SELECT link.id, own.uuid AS own, link.kind::text AS kind, target.uuid AS target, link.note, COALESCE(NULLIF(link.judge, ''), origin.name) AS judge,
  link.created_at AS "judgedAt"
FROM statement_link AS link
JOIN statement AS own ON own.id = link.statement_id
JOIN statement AS target ON target.id = link.target_id
JOIN origin ON origin.id = link.origin_id
WHERE link.id = ANY (${ids}::bigint[])`,
  );
  return inKeyOrder(ids, rows, ({ id }) => id).flatMap((link) => (link ? { link: describeLink(link) } : []));
}

/** Always names the judge: whoever records the dump did not judge. */
function describeLink({ own, kind, target, note, judge, judgedAt }: DumpedLink): CompleteEntry<LinkEntry> {
  return {
    statement: urnOf(own),
    kind,
    target: urnOf(target),
    note: note ?? undefined,
    judge: judgeName(judge),
    judgedAt: writeWhen(judgedAt, "TIME"),
  };
}
