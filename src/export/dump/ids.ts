import { isStanding } from "../../archive/names/standing.ts";
import type { Database } from "../../database.ts";
import { Prisma, type StanceStatus } from "../../generated/prisma/client.ts";

const { sql, raw } = Prisma;

/** The nouns that have lines of their own in a dump, and the links between statements. */
export type Dumped = "source" | "topic" | "speaker" | "proposition" | "article" | "link";

/**
 * The order of the lines, which depends on their content only: by slug or URL in code points, whatever the database's collation. A noun
 * comes after those that it refers to: a topic has more ancestors than each of its ancestors has, and groups come after their members.
 */
const ORDERS: Record<Exclude<Dumped, "link">, Prisma.Sql> = {
  source: sql`slug COLLATE "C"`,
  topic: sql`(SELECT count(*) FROM topic_ancestor WHERE topic_id = topic.id), slug COLLATE "C"`,
  speaker: sql`kind = 'GROUP', slug COLLATE "C"`,
  proposition: sql`slug COLLATE "C"`,
  article: sql`url COLLATE "C"`,
};

/**
 * Returns SQL of the ids of links that a condition is true of, in the order of their lines. If an import passes on a link that the
 * judge has recorded too, the later one counts.
 *
 * @param among a join that narrows them
 */
function linksWhere(condition: Prisma.Sql, among = Prisma.empty): Prisma.Sql {
  return sql`
SELECT id
FROM (
  SELECT DISTINCT ON (own.uuid, link.kind, target.uuid, named.judge COLLATE "C") link.id, own.uuid AS own, link.kind, target.uuid AS target, named.judge
  FROM statement_link AS link ${among}
  JOIN statement AS own ON own.id = link.statement_id
  JOIN statement AS target ON target.id = link.target_id
  JOIN origin ON origin.id = link.origin_id
  CROSS JOIN LATERAL (SELECT COALESCE(NULLIF(link.judge, ''), origin.name)) AS named (judge)
  WHERE ${condition}
  ORDER BY own.uuid, link.kind, target.uuid, named.judge COLLATE "C", link.created_at DESC, link.id DESC
) AS link
ORDER BY own, kind, target, judge COLLATE "C"`;
}

/** Returns SQL of the ids of all that is dumped of a kind, in the order of their lines. */
function allOf(noun: Dumped): Prisma.Sql {
  if (noun === "link") return linksWhere(sql`TRUE`);
  return sql`SELECT id FROM ${raw(noun)} WHERE ${isStanding(noun)} ORDER BY ${ORDERS[noun]}`;
}

/** Returns the ids of the nouns that are dumped, a page at a time, in the order of their lines. */
export type ReadIds = (noun: Dumped, size: number) => AsyncGenerator<number[]>;

/** Reads the ids of all nouns. Needs a transaction, whose cursors keep the order without holding all ids in memory. */
export function idsOfAll(transaction: Database): ReadIds {
  return async function* (noun, size) {
    const cursor = raw(`dump_${noun}`);
    await transaction.query(sql`/* dump.${raw(noun)} */ DECLARE ${cursor} NO SCROLL CURSOR FOR ${allOf(noun)}`);
    for (;;) {
      const rows = await transaction.query<{ id: number }>(
        sql`/* dump.fetch */ FETCH ${raw(String(size))} FROM ${cursor}`,
      );
      if (rows.length === 0) return;
      yield rows.map(({ id }) => id);
    }
  };
}

/** The highest ids of what a file has that is written part by part. */
export interface LastIds {
  article: number;
  printing: number;
  link: number;
}

/** Reads the highest ids so far: what is recorded later is not in the file. */
export async function readLastIds(database: Database): Promise<LastIds> {
  const [last] = await database.query<LastIds>(
    sql`
/* dump.last */
SELECT COALESCE((SELECT max(id) FROM article), 0) AS article, COALESCE((SELECT max(id) FROM appearance), 0) AS printing,
  COALESCE((SELECT max(id) FROM statement_link), 0) AS link`,
  );
  return last as LastIds;
}

/**
 * Reads the ids of all nouns in statements of their own, so that no transaction has to last. Articles come in the order of their
 * ids, which never change: in another order, one whose address is edited meanwhile could be missed or come twice. The other nouns
 * are read at once, in the order of their lines.
 */
export function idsInRanges(database: Database, last: LastIds): ReadIds {
  return async function* (noun, size) {
    if (noun !== "article") {
      // A link of which the file has both statements.
      const isPrinted = (id: string) =>
        sql`EXISTS (SELECT FROM appearance WHERE statement_id = link.${raw(id)} AND appearance.id <= ${last.printing})`;
      const ids =
        noun === "link"
          ? linksWhere(sql`link.id <= ${last.link} AND ${isPrinted("statement_id")} AND ${isPrinted("target_id")}`)
          : allOf(noun);
      const rows = await database.query<{ id: number }>(sql`/* dump.${raw(noun)} */ ${ids}`);
      yield* pagesOf(rows, size);
      return;
    }
    for (let after = 0; ; ) {
      const rows = await database.query<{ id: number }>(
        sql`/* dump.article */ SELECT id FROM article WHERE id > ${after} AND id <= ${last.article} ORDER BY id LIMIT ${raw(String(size))}`,
      );
      yield* pagesOf(rows, size);
      if (rows.length < size) return;
      after = rows.at(-1)?.id ?? last.article;
    }
  };
}

function* pagesOf(rows: readonly { id: number }[], size: number): Generator<number[]> {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size).map(({ id }) => id);
}

/** How many ids are looked up at a time. */
export const IDS_A_LOOKUP = 5_000;

/** A column of ids, and the key by which a table knows them. */
type IdColumn = Record<"noun" | "ids" | "table" | "key", string>;

const lookups = {
  articles: { noun: "article", ids: "article_id", table: "appearance", key: "statement_id" },
  publishers: { noun: "source", ids: "unnest(ARRAY[source_id, wire_id])", table: "article", key: "article.id" },
  tags: { noun: "topic", ids: "topic_id", table: "statement_tag", key: "statement_id" },
  occasions: { noun: "topic", ids: "occasion_id", table: "statement", key: "statement.id" },
  ancestors: { noun: "topic", ids: "ancestor_id", table: "topic_ancestor", key: "topic_id" },
  subjects: { noun: "topic", ids: "topic_id", table: "proposition_topic", key: "proposition_id" },
  speakers: { noun: "speaker", ids: "speaker_id", table: "statement", key: "statement.id" },
  parties: { noun: "speaker", ids: "speaker_id", table: "statement_party", key: "statement_id" },
  members: { noun: "speaker", ids: "member_id", table: "speaker_member", key: "group_id" },
} as const satisfies Record<string, IdColumn>;

/** What stances of these statuses lead to. */
function stancesOf(statuses: readonly StanceStatus[]): IdColumn {
  const among = statuses.map((status) => `'${status}'`).join(", ");
  const table = `(SELECT statement_id, proposition_id FROM stance WHERE status IN (${among})) AS stance`;
  return { noun: "proposition", ids: "proposition_id", table, key: "statement_id" };
}

/**
 * Reads the ids of the nouns that these statements need: their speakers, topics, propositions, articles and sources. Ids are handed over as
 * a relation to join, a part of them at a time, and what they lead to is gathered in memory: for 50,000 ids in a condition,
 * PostgreSQL chooses plans that take a hundred times as long.
 */
export function idsNeededBy(
  database: Database,
  statementIds: readonly number[],
  stanceStatuses: readonly StanceStatus[],
): ReadIds {
  let articles: Promise<number[]> | undefined;
  const readArticles = () => {
    articles ??= idsLedTo(database, statementIds, lookups.articles);
    return articles;
  };
  let propositions: Promise<number[]> | undefined;
  const readPropositions = () => {
    propositions ??= idsLedTo(database, statementIds, stancesOf(stanceStatuses));
    return propositions;
  };
  const needed: Record<Exclude<Dumped, "link">, () => Promise<number[]>> = {
    source: async () => idsLedTo(database, await readArticles(), lookups.publishers),
    topic: async () => {
      const tags = await idsLedTo(database, statementIds, lookups.tags);
      const subjects = await idsLedTo(database, await readPropositions(), lookups.subjects);
      const occasions = await idsLedTo(database, statementIds, lookups.occasions);
      return idsLedTo(database, [...new Set([...tags, ...subjects, ...occasions])], lookups.ancestors);
    },
    speaker: async () => {
      const heard = await idsLedTo(database, statementIds, lookups.speakers);
      const speakers = [...new Set([...heard, ...(await idsLedTo(database, statementIds, lookups.parties))])];
      return [...new Set([...speakers, ...(await idsLedTo(database, speakers, lookups.members))])];
    },
    proposition: readPropositions,
    article: readArticles,
  };
  return async function* (noun, size) {
    if (noun === "link") {
      const ids = await linksWithin(database, statementIds);
      const rows = await database.query<{ id: number }>(
        sql`/* dump.order */ ${linksWhere(sql`TRUE`, sql`JOIN unnest(${ids}::bigint[]) AS given (id) ON given.id = link.id`)}`,
      );
      yield* pagesOf(rows, size);
      return;
    }
    const rows = await database.query<{ id: number }>(
      sql`/* dump.order */ SELECT id FROM ${raw(noun)} JOIN unnest(${await needed[noun]()}::bigint[]) AS given (id) USING (id) ORDER BY ${ORDERS[noun]}`,
    );
    yield* pagesOf(rows, size);
  };
}

/** Returns the ids of the links that lead from one of these statements to another one. */
async function linksWithin(database: Database, statementIds: readonly number[]): Promise<number[]> {
  const among = new Set(statementIds);
  const found: number[] = [];
  for (let at = 0; at < statementIds.length; at += IDS_A_LOOKUP) {
    const part = statementIds.slice(at, at + IDS_A_LOOKUP);
    const rows = await database.query<{ id: number; target: number }>(
      sql`
/* dump.links */
SELECT statement_link.id, target_id AS target
FROM unnest(${part}::bigint[]) AS given (id)
JOIN statement_link ON statement_id = given.id`,
    );
    found.push(...rows.flatMap(({ id, target }) => (among.has(target) ? id : [])));
  }
  return found;
}

/** Returns the ids to which these lead, each once. */
async function idsLedTo(
  database: Database,
  keys: readonly number[],
  { noun, ids, table, key }: IdColumn,
): Promise<number[]> {
  const found = new Set<number>();
  for (let at = 0; at < keys.length; at += IDS_A_LOOKUP) {
    const part = keys.slice(at, at + IDS_A_LOOKUP);
    const rows = await database.query<{ id: number | null }>(
      sql`
/* dump.${raw(noun)} */
SELECT DISTINCT ${raw(ids)} AS id
FROM unnest(${part}::bigint[]) AS given (id)
JOIN ${raw(table)} ON ${raw(key)} = given.id`,
    );
    for (const { id } of rows) if (id !== null) found.add(id);
  }
  return [...found];
}
