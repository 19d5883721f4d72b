import type { Database } from "../../database.ts";
import {
  type Appearance,
  type AppearanceSpan,
  type DatePrecision,
  Prisma,
  type TagBasis,
} from "../../generated/prisma/client.ts";
import { columns as appearanceColumns, spansOf } from "../appearances.ts";
import { groupedByKey } from "../batches.ts";
import { named } from "../lists.ts";
import { rowsOf } from "../rows.ts";
import { type StatementRow, wholeStatements } from "../statements/rows.ts";
import type { ArticleEntry, ArticleParts } from "./articles.ts";
import { writeWhen } from "./dates.ts";

const { sql } = Prisma;

type StatementEntry = NonNullable<ArticleEntry["statements"]>[number];

/** What of an article its statements leave out where it is the same. */
interface Printer {
  id: number;
  language: string;
  publishedAt: Date;
  publishedAtPrecision: DatePrecision;
}

interface Printing {
  statement: StatementRow;
  appearance: Appearance;
  speaker: string | null;
}

interface Tag {
  id: number;
  topic: string;
  basis: TagBasis;
}

/**
 * What each article prints, by the article's id, in reading order. Every printing of a statement tells the whole statement,
 * so that it comes out the same whichever of them is read first.
 */
export async function readPrinted(
  database: Database,
  articles: readonly Printer[],
  { bodies, statementIds }: ArticleParts,
): Promise<Map<number, StatementEntry[]>> {
  const byId = new Map(articles.map((article) => [article.id, article]));
  const all = await readPrintings(database, [...byId.keys()]);
  const told = statementIds ? all.filter(({ statement }) => statementIds.has(statement.id)) : all;
  const spans = bodies
    ? await spansOf(
        database,
        told.map(({ appearance }) => appearance.id),
      )
    : [];
  const ids = told.map(({ statement }) => statement.id);
  const tags = groupedByKey(ids, await readTags(database, ids), ({ id }) => id);
  const printed = new Map<number, StatementEntry[]>(articles.map(({ id }) => [id, []]));
  for (const [i, printing] of told.entries()) {
    const article = byId.get(printing.appearance.articleId) as Printer;
    const passage = describePassage(printing.appearance, bodies ? (spans[i] ?? []) : null);
    printed.get(article.id)?.push(describe(printing, article, tags[i] ?? [], passage));
  }
  return printed;
}

/** In the order in which a document that tells them would have them recorded: by their places in the body, if there is one. */
async function readPrintings(database: Database, articleIds: readonly number[]): Promise<Printing[]> {
  const appearance = rowsOf<Appearance>("appearance", appearanceColumns);
  const records = await database.query<Record<string, unknown>>(
    named(
      "dump.printings",
      sql`
SELECT ${wholeStatements.select}, ${appearance.select}, appearance.media::text[] AS media, speaker.slug AS speaker
FROM appearance
JOIN statement ON statement.id = appearance.statement_id
LEFT JOIN speaker ON speaker.id = statement.speaker_id
WHERE appearance.article_id = ANY (${articleIds}::int[])
ORDER BY appearance.article_id, COALESCE(appearance.start_offset, 0), appearance.position`,
    ),
  );
  return records.map((record) => ({
    statement: wholeStatements.take(record),
    // The driver does not take a list of our own enum apart.
    appearance: { ...(appearance.take(record) as Appearance), media: record.media as Appearance["media"] },
    speaker: record.speaker as string | null,
  }));
}

function readTags(database: Database, statementIds: readonly number[]): Promise<Tag[]> {
  return database.query(
    named(
      "dump.tags",
      sql`
SELECT statement_tag.statement_id AS id, topic.slug AS topic, statement_tag.basis
FROM statement_tag
JOIN topic ON topic.id = statement_tag.topic_id
WHERE statement_tag.statement_id = ANY (${statementIds}::int[])
ORDER BY topic.slug COLLATE "C", statement_tag.basis`,
    ),
  );
}

function describe(
  { statement, appearance, speaker }: Printing,
  article: Printer,
  tags: readonly Tag[],
  passage: StatementEntry["appearance"]["passage"],
): StatementEntry {
  const { text, kind, language } = statement;
  const stated = tags.filter(({ basis }) => basis === "STATED").map(({ topic }) => topic);
  return {
    kind,
    text,
    language: language === article.language ? undefined : language,
    originalLanguage: statement.originalLanguage ?? undefined,
    ...(speaker === null ? { speakerStatus: statement.speakerStatus as "UNNAMED" | "UNKNOWN" } : { speaker }),
    ...describeDate(statement, article),
    topics: stated.length > 0 ? stated : undefined,
    // Always told, for what is not told is looked for in the words again.
    mentions: tags.flatMap(({ topic, basis }) => (basis === "STATED" ? [] : [{ topic, basis }])),
    status: statement.status === "PUBLISHED" ? undefined : statement.status,
    statusReason: statement.statusReason ?? undefined,
    appearance: {
      text: appearance.text === text ? undefined : appearance.text,
      kind: appearance.kind === kind ? undefined : appearance.kind,
      attributionText: appearance.attributionText ?? undefined,
      cue: appearance.cue ?? undefined,
      originalKind: appearance.originalKind ?? undefined,
      media: appearance.media.length > 0 ? appearance.media : undefined,
      addressee: appearance.addressee ?? undefined,
      passage,
    },
  };
}

/** The article's own date goes without saying; that of another article, which prints the same, does not. */
function describeDate({ saidAt, saidAtPrecision, saidAtBasis }: Printing["statement"], article: Printer) {
  const said = writeWhen(saidAt, saidAtPrecision);
  if (saidAtBasis === "STATED") return { saidAt: said };
  if (said === writeWhen(article.publishedAt, article.publishedAtPrecision)) return {};
  return { saidAt: said, saidAtBasis };
}

/** @param spans null where the body is not told, in which they have their places */
function describePassage(appearance: Appearance, spans: readonly AppearanceSpan[] | null) {
  const { exact, prefix, suffix, startOffset, endOffset } = appearance;
  const quote = { exact, prefix: prefix || undefined, suffix: suffix || undefined };
  if (spans === null || startOffset === null || endOffset === null) return quote;
  const placed = spans.map((span) => ({
    role: span.role,
    exact: span.text,
    start: span.startOffset,
    end: span.endOffset,
  }));
  return { ...quote, start: startOffset, end: endOffset, spans: placed.length > 0 ? placed : undefined };
}
