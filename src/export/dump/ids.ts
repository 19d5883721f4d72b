import { isStanding } from "../../archive/names/standing.ts";
import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";

const { sql, raw } = Prisma;

/** The nouns that have lines of their own in a dump. */
export type Dumped = "source" | "topic" | "speaker" | "article";

/**
 * The order of the lines, which depends on their content only: by slug or URL in code points, whatever the database's collation. A noun
 * comes after those that it refers to: a topic has more ancestors than each of its ancestors has, and groups come after their members.
 */
const ORDERS: Record<Dumped, Prisma.Sql> = {
  source: sql`slug COLLATE "C"`,
  topic: sql`(SELECT count(*) FROM topic_ancestor WHERE topic_id = topic.id), slug COLLATE "C"`,
  speaker: sql`kind = 'GROUP', slug COLLATE "C"`,
  article: sql`url COLLATE "C"`,
};

/** Returns the ids of the nouns that are dumped, a page at a time, in the order of their lines. */
export type ReadIds = (noun: Dumped, size: number) => AsyncGenerator<number[]>;

/** Reads the ids of all nouns. Needs a transaction, whose cursors keep the order without holding all ids in memory. */
export function idsOfAll(transaction: Database): ReadIds {
  return async function* (noun, size) {
    const cursor = raw(`dump_${noun}`);
    await transaction.query(
      sql`/* dump.${raw(noun)} */ DECLARE ${cursor} NO SCROLL CURSOR FOR SELECT id FROM ${raw(noun)} WHERE ${isStanding(noun)} ORDER BY ${ORDERS[noun]}`,
    );
    for (;;) {
      const rows = await transaction.query<{ id: number }>(
        sql`/* dump.fetch */ FETCH ${raw(String(size))} FROM ${cursor}`,
      );
      if (rows.length === 0) return;
      yield rows.map(({ id }) => id);
    }
  };
}

/** Reads the ids of the nouns that these statements need: their speakers, topics, articles and sources. */
export function idsNeededBy(database: Database, statementIds: readonly number[]): ReadIds {
  const articles = sql`SELECT article_id FROM appearance WHERE statement_id = ANY (${statementIds}::int[])`;
  const speakers = sql`SELECT speaker_id FROM statement WHERE id = ANY (${statementIds}::int[])`;
  const needed: Record<Dumped, Prisma.Sql> = {
    source: sql`
SELECT unnest(ARRAY[source_id, wire_id]) FROM article WHERE id IN (${articles})`,
    topic: sql`
SELECT ancestor_id
FROM topic_ancestor
WHERE topic_id IN (SELECT topic_id FROM statement_tag WHERE statement_id = ANY (${statementIds}::int[]))`,
    speaker: sql`${speakers} UNION ALL SELECT member_id FROM speaker_member WHERE group_id IN (${speakers})`,
    article: articles,
  };
  return async function* (noun, size) {
    const rows = await database.query<{ id: number }>(
      sql`/* dump.${raw(noun)} */ SELECT id FROM ${raw(noun)} WHERE id IN (${needed[noun]}) ORDER BY ${ORDERS[noun]}`,
    );
    for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size).map(({ id }) => id);
  };
}
