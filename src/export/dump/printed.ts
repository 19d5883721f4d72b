import { spansOf } from "../../archive/appearances.ts";
import { flatRows } from "../../archive/lists/flatRows.ts";
import { groupedByKey } from "../../archive/lists/inKeyOrder.ts";
import { wholeStatements } from "../../archive/statements/rows.ts";
import { appearanceTable } from "../../archive/tables/appearance.ts";
import type { Database } from "../../database.ts";
import type { StatementEntry } from "../../document/document.ts";
import { type Appearance, Prisma } from "../../generated/prisma/client.ts";
import {
  type ArticleDefaults,
  type DumpedPrinting,
  type DumpedStance,
  describeStatement,
  type StatedTag,
} from "./statementEntry.ts";

const { sql } = Prisma;

/** Which parts of articles are dumped. */
export interface ArticleParts {
  /** Whether bodies are included. Without them passages are quotes only, because offsets and spans count in the body. */
  bodies: boolean;
  /** The statements to dump; null for all. */
  statementIds: ReadonlySet<number> | null;
}

/**
 * Returns the statements that each article prints, by the article's id, in reading order. Every printing carries the whole statement, so
 * that recording the dump makes the same statement whichever printing is recorded first.
 */
export async function readPrinted(
  database: Database,
  articles: readonly ArticleDefaults[],
  { bodies, statementIds }: ArticleParts,
): Promise<Map<number, StatementEntry[]>> {
  const byId = new Map(articles.map((article) => [article.id, article]));
  const all = await readDumpedPrintings(database, [...byId.keys()]);
  const told = statementIds ? all.filter(({ statement }) => statementIds.has(statement.id)) : all;
  const spans = bodies
    ? await spansOf(
        database,
        told.map(({ appearance }) => appearance.id),
      )
    : [];
  const ids = told.map(({ statement }) => statement.id);
  const tags = groupedByKey(ids, await readStatedTags(database, ids), ({ id }) => id);
  const stances = groupedByKey(ids, await readDumpedStances(database, ids), ({ id }) => id);
  const printed = new Map<number, StatementEntry[]>(articles.map(({ id }) => [id, []]));
  for (const [i, printing] of told.entries()) {
    const article = byId.get(printing.appearance.articleId) as ArticleDefaults;
    const own = bodies ? (spans[i] ?? []) : null;
    printed
      .get(article.id)
      ?.push(describeStatement(printing, article, { tags: tags[i] ?? [], stances: stances[i] ?? [] }, own));
  }
  return printed;
}

/** Reads printings in the order in which a document would record them: by their offsets in the body, if known. */
async function readDumpedPrintings(database: Database, articleIds: readonly number[]): Promise<DumpedPrinting[]> {
  const appearance = flatRows<Appearance>("appearance", appearanceTable.fields);
  const records = await database.query<Record<string, unknown>>(
    sql`
/* dump.printings */
SELECT ${wholeStatements.select}, ${appearance.select}, speaker.slug AS speaker, occasion.slug AS occasion
FROM appearance
JOIN statement ON statement.id = appearance.statement_id
LEFT JOIN speaker ON speaker.id = statement.speaker_id
LEFT JOIN topic AS occasion ON occasion.id = statement.occasion_id
WHERE appearance.article_id = ANY (${articleIds}::bigint[])
ORDER BY appearance.article_id, COALESCE(appearance.start_offset, 0), appearance.position`,
  );
  return records.map((record) => ({
    statement: wholeStatements.take(record),
    appearance: appearance.take(record) as Appearance,
    speaker: record.speaker as string | null,
    occasion: record.occasion as string | null,
  }));
}

function readStatedTags(database: Database, statementIds: readonly number[]): Promise<StatedTag[]> {
  return database.query(
    sql`
/* dump.tags */
SELECT statement_tag.statement_id AS id, topic.slug AS topic, statement_tag.basis
FROM statement_tag
JOIN topic ON topic.id = statement_tag.topic_id
WHERE statement_tag.statement_id = ANY (${statementIds}::bigint[])
ORDER BY topic.slug COLLATE "C", statement_tag.basis`,
  );
}

/** Reads one stance of each judge: the later one, if an import passes on a stance that the judge has recorded too. */
function readDumpedStances(database: Database, statementIds: readonly number[]): Promise<DumpedStance[]> {
  return database.query(
    sql`
/* dump.stances */
SELECT DISTINCT ON (stance.statement_id, slug COLLATE "C", named.judge COLLATE "C")
  stance.statement_id AS id, proposition.slug AS proposition, stance.position::text AS position, stance.note,
  named.judge, stance.created_at AS "judgedAt"
FROM stance
JOIN proposition ON proposition.id = stance.proposition_id
JOIN origin ON origin.id = stance.origin_id
CROSS JOIN LATERAL (SELECT COALESCE(NULLIF(stance.judge, ''), origin.name)) AS named (judge)
WHERE stance.statement_id = ANY (${statementIds}::bigint[])
ORDER BY stance.statement_id, slug COLLATE "C", named.judge COLLATE "C", stance.created_at DESC, stance.id DESC`,
  );
}
