import type { Database } from "../../database.ts";
import { Prisma, type StatementLink, type StatementLinkKind } from "../../generated/prisma/client.ts";
import { type FlatRecord, flatRows } from "../lists/flatRows.ts";
import { groupedByKey } from "../lists/inKeyOrder.ts";
import { statementLinkTable } from "../tables/statement.ts";
import { type Sight, statusSeenBy } from "../unchecked.ts";

const { sql, raw } = Prisma;

/** Which of a statement's links are read. */
export interface LinksWanted {
  /** Its own links to others (`statement`), or those of others to it (`target`). */
  end: "statement" | "target";
  /** Of which kinds; of any if null. */
  kinds: readonly StatementLinkKind[] | null;
  /** Whether each judge's link counts, or one for each statement at the other end and kind. */
  each: "judge" | "statement";
  first: number;
}

/**
 * Returns the links of each statement, by kind, then by when the statement at the other end was said. Somebody's own link and the
 * same one passed on by an import are one judge's: the later one counts. A link to a statement that the asker may not see does not
 * exist.
 */
export async function linksOf(
  database: Database,
  statementIds: readonly number[],
  { end, kinds, each, first }: LinksWanted,
  sight: Sight,
): Promise<StatementLink[][]> {
  const { select, take } = flatRows<StatementLink>("statement_link", statementLinkTable.fields);
  const own = raw(`${end}_id`);
  const other = raw(end === "statement" ? "target_id" : "statement_id");
  const ofKind = kinds ? sql`AND statement_link.kind::text = ANY (${kinds}::text[])` : Prisma.empty;
  const apart = each === "judge" ? sql`, COALESCE(NULLIF(statement_link.judge, ''), origin.name)` : Prisma.empty;
  const records = await database.query<FlatRecord & { key: number }>(
    sql`
/* statements.links.${raw(end)} */
SELECT asked.id AS key, ${select}
FROM unnest(${statementIds}::bigint[]) WITH ORDINALITY AS asked (id, place)
CROSS JOIN LATERAL (
  SELECT *
  FROM (
    SELECT DISTINCT ON (statement_link.kind, statement_link.${other} ${apart}) statement_link.*, linked.said_at
    FROM statement_link
    JOIN origin ON origin.id = statement_link.origin_id
    JOIN statement AS linked ON linked.id = statement_link.${other}
    WHERE statement_link.${own} = asked.id AND ${statusSeenBy(sight, sql`linked.status::text`)} ${ofKind}
    ORDER BY statement_link.kind, statement_link.${other} ${apart}, statement_link.created_at DESC, statement_link.id DESC
  ) AS latest
  ORDER BY kind, said_at, ${other}, id
  LIMIT ${first}::int
) AS statement_link
ORDER BY asked.place, statement_link.kind, statement_link.said_at, statement_link.${other}, statement_link.id`,
  );
  return groupedByKey(statementIds, records, ({ key }) => key).map((ofOne) =>
    ofOne.map((record) => take(record) as StatementLink),
  );
}

/** A link as exports show it: what one statement does to another that is published. */
export interface PublishedLink {
  kind: StatementLinkKind;
  /** Whether it is the statement's own; otherwise it leads to it. */
  isOwn: boolean;
  /** The other statement. */
  id: number;
  uuid: string;
}

/** Returns the links of each statement in both directions, each pair and kind once, the earliest statement at the other end first. */
export async function publishedLinksOf(
  database: Database,
  statementIds: readonly number[],
): Promise<PublishedLink[][]> {
  const rows = await database.query<PublishedLink & { key: number }>(
    sql`
/* statements.links.published */
SELECT DISTINCT key, link.kind::text AS kind, is_own AS "isOwn", linked.id, linked.uuid, linked.said_at
FROM (
  SELECT statement_id AS key, kind, TRUE AS is_own, target_id AS id FROM statement_link WHERE statement_id = ANY (${statementIds}::bigint[])
  UNION ALL
  SELECT target_id, kind, FALSE, statement_id FROM statement_link WHERE target_id = ANY (${statementIds}::bigint[])
) AS link
JOIN statement AS linked ON linked.id = link.id
WHERE linked.status = 'PUBLISHED'
ORDER BY key, linked.said_at, linked.id`,
  );
  return groupedByKey(statementIds, rows, ({ key }) => key);
}
