import { spansOf } from "../../archive/appearances.ts";
import { flatRows } from "../../archive/lists/flatRows.ts";
import { groupedByKey } from "../../archive/lists/inKeyOrder.ts";
import { hasStanceStatus } from "../../archive/propositions/stances.ts";
import { wholeStatements } from "../../archive/statements/rows.ts";
import { appearanceTable } from "../../archive/tables/appearance.ts";
import type { Database } from "../../database.ts";
import type { StatementEntry } from "../../document/document.ts";
import { type Appearance, type PartyRole, Prisma, type StanceStatus } from "../../generated/prisma/client.ts";
import type { Roster } from "./roster.ts";
import {
  type ArticleDefaults,
  type DumpedPrinting,
  type DumpedStance,
  describeStatement,
  type NamedParties,
  type StatedTag,
} from "./statementEntry.ts";

const { sql } = Prisma;

/** Notes that a line refers to a noun, and returns the slug that stands for it. */
export type Refer = Roster["slugOf"];

/** Which parts of articles are dumped. */
export interface ArticleParts {
  /** Whether bodies are included. Without them passages are quotes only, because offsets and spans count in the body. */
  bodies: boolean;
  /** The statements to dump; null for all. */
  statementIds: ReadonlySet<number> | null;
  /** The statuses of the stances to dump. */
  stanceStatuses: readonly StanceStatus[];
  /** The highest id of a printing that is dumped; no limit if left out. */
  lastPrinting?: number | undefined;
}

/**
 * Returns the statements that each article prints, by the article's id, in reading order. Every printing carries the whole statement, so
 * that recording the dump makes the same statement whichever printing is recorded first.
 */
export async function readPrinted(
  database: Database,
  articles: readonly ArticleDefaults[],
  { bodies, statementIds, stanceStatuses, lastPrinting }: ArticleParts,
  refer: Refer,
): Promise<Map<number, StatementEntry[]>> {
  const byId = new Map(articles.map((article) => [article.id, article]));
  const all = await readDumpedPrintings(database, [...byId.keys()], lastPrinting);
  const told = statementIds ? all.filter(({ statement }) => statementIds.has(statement.id)) : all;
  const spans = bodies
    ? await spansOf(
        database,
        told.map(({ appearance }) => appearance.id),
      )
    : [];
  const ids = told.map(({ statement }) => statement.id);
  const tags = groupedByKey(ids, await readStatedTags(database, ids), ({ id }) => id);
  const stances = groupedByKey(ids, await readDumpedStances(database, ids, stanceStatuses), ({ id }) => id);
  const parties = groupedByKey(ids, await readDumpedParties(database, ids), ({ id }) => id);
  const printed = new Map<number, StatementEntry[]>(articles.map(({ id }) => [id, []]));
  for (const [i, printing] of told.entries()) {
    const article = byId.get(printing.appearance.articleId) as ArticleDefaults;
    const { speakerId, occasionId } = printing.statement;
    if (speakerId !== null && printing.speaker !== null) {
      printing.speaker = refer("speaker", { id: speakerId, slug: printing.speaker });
    }
    if (occasionId !== null && printing.occasion !== null) {
      printing.occasion = refer("topic", { id: occasionId, slug: printing.occasion });
    }
    const own = bodies ? (spans[i] ?? []) : null;
    const linked = {
      tags: namedTags(tags[i] ?? [], refer),
      stances: namedStances(stances[i] ?? [], refer),
      parties: namedParties(parties[i] ?? [], printing.speaker, refer),
    };
    printed.get(article.id)?.push(describeStatement(printing, article, linked, own));
  }
  return printed;
}

/** Returns the tags by the slugs of this file, in their order. */
function namedTags(tags: readonly DumpedTag[], refer: Refer): StatedTag[] {
  const named = tags.map(({ topicId, topic, ...tag }) => ({
    ...tag,
    topic: refer("topic", { id: topicId, slug: topic }),
  }));
  const isRenamed = named.some(({ topic }, i) => topic !== tags[i]?.topic);
  return isRenamed
    ? named.sort((one, other) => (one.topic < other.topic ? -1 : Number(one.topic > other.topic)))
    : named;
}

/**
 * Returns the parties by the slugs of this file, in their order. They are read after the speaker, who may have become one of them
 * by a merge meanwhile.
 */
function namedParties(parties: readonly DumpedParty[], by: string | null, refer: Refer): NamedParties {
  const slugsOf = (wanted: PartyRole) =>
    parties
      .flatMap(({ role, speakerId: id, speaker: slug }) => (role === wanted ? refer("speaker", { id, slug }) : []))
      .filter((slug) => slug !== by);
  return { ADDRESSEE: slugsOf("ADDRESSEE"), VIA: slugsOf("VIA") };
}

/** Returns the stances by the slugs of this file, in their order. */
function namedStances(stances: readonly ReadStance[], refer: Refer): DumpedStance[] {
  const named = stances.map(({ propositionId, proposition, ...stance }) => ({
    ...stance,
    proposition: refer("proposition", { id: propositionId, slug: proposition }),
  }));
  const isRenamed = named.some(({ proposition }, i) => proposition !== stances[i]?.proposition);
  const compare = (one: string, other: string) => (one < other ? -1 : Number(one > other));
  return isRenamed
    ? named.sort((one, other) => compare(one.proposition, other.proposition) || compare(one.judge, other.judge))
    : named;
}

/** Reads printings in the order in which a document would record them: by their offsets in the body, if known. */
async function readDumpedPrintings(
  database: Database,
  articleIds: readonly number[],
  lastPrinting: number | undefined,
): Promise<DumpedPrinting[]> {
  const isOfFile = lastPrinting === undefined ? sql`TRUE` : sql`appearance.id <= ${lastPrinting}`;
  const appearance = flatRows<Appearance>("appearance", appearanceTable.fields);
  const records = await database.query<Record<string, unknown>>(
    sql`
/* dump.printings */
SELECT ${wholeStatements.select}, ${appearance.select}, speaker.slug AS speaker, occasion.slug AS occasion
FROM appearance
JOIN statement ON statement.id = appearance.statement_id
LEFT JOIN speaker ON speaker.id = statement.speaker_id
LEFT JOIN topic AS occasion ON occasion.id = statement.occasion_id
WHERE appearance.article_id = ANY (${articleIds}::bigint[]) AND ${isOfFile}
ORDER BY appearance.article_id, COALESCE(appearance.start_offset, 0), appearance.position`,
  );
  return records.map((record) => ({
    statement: wholeStatements.take(record),
    appearance: appearance.take(record) as Appearance,
    speaker: record.speaker as string | null,
    occasion: record.occasion as string | null,
  }));
}

interface DumpedTag extends StatedTag {
  topicId: number;
}

function readStatedTags(database: Database, statementIds: readonly number[]): Promise<DumpedTag[]> {
  return database.query(
    sql`
/* dump.tags */
SELECT statement_tag.statement_id AS id, topic.id AS "topicId", topic.slug AS topic, statement_tag.basis
FROM statement_tag
JOIN topic ON topic.id = statement_tag.topic_id
WHERE statement_tag.statement_id = ANY (${statementIds}::bigint[])
ORDER BY topic.slug COLLATE "C", statement_tag.basis`,
  );
}

interface DumpedParty {
  /** The statement's id. */
  id: number;
  role: PartyRole;
  speakerId: number;
  speaker: string;
}

function readDumpedParties(database: Database, statementIds: readonly number[]): Promise<DumpedParty[]> {
  return database.query(
    sql`
/* dump.parties */
SELECT statement_party.statement_id AS id, statement_party.role::text AS role, speaker.id AS "speakerId", speaker.slug AS speaker
FROM statement_party
JOIN speaker ON speaker.id = statement_party.speaker_id
WHERE statement_party.statement_id = ANY (${statementIds}::bigint[])
ORDER BY statement_party.statement_id, statement_party.role, statement_party.position`,
  );
}

interface ReadStance extends DumpedStance {
  propositionId: number;
}

/** Reads one stance of each judge: the later one, if an import passes on a stance that the judge has recorded too. */
function readDumpedStances(
  database: Database,
  statementIds: readonly number[],
  statuses: readonly StanceStatus[],
): Promise<ReadStance[]> {
  return database.query(
    sql`
/* dump.stances */
SELECT DISTINCT ON (stance.statement_id, slug COLLATE "C", named.judge COLLATE "C")
  stance.statement_id AS id, proposition.id AS "propositionId", proposition.slug AS proposition, stance.position::text AS position, stance.note,
  named.judge, stance.created_at AS "judgedAt", stance.status::text AS status
FROM stance
JOIN proposition ON proposition.id = stance.proposition_id
JOIN origin ON origin.id = stance.origin_id
CROSS JOIN LATERAL (SELECT COALESCE(NULLIF(stance.judge, ''), origin.name)) AS named (judge)
WHERE stance.statement_id = ANY (${statementIds}::bigint[]) AND ${hasStanceStatus(statuses)}
ORDER BY stance.statement_id, slug COLLATE "C", named.judge COLLATE "C", stance.created_at DESC, stance.id DESC`,
  );
}
