import { type Appearance, Prisma, type Source, type Speaker, type Statement } from "../../generated/prisma/client.ts";
import { columns as appearanceColumns, oldestFirst } from "../appearances.ts";
import { type ArticleRow, columns as articleColumns } from "../articles.ts";
import { type Columns, type FlatRecord, rowsOf } from "../rows.ts";
import { sources } from "../sources.ts";
import { roleOn, speakers } from "../speakers.ts";

const { sql, join, raw } = Prisma;

/** What a page of statements can bring along in its one SQL; whoever needs what it did not bring asks a loader. */
export type Companion = "speaker" | "role" | "appearance" | "article" | "source" | "wire";

/** An article with what the page brought; undefined is "not brought", null is "there is none". */
export interface ArticleWithCompanions extends ArticleRow {
  source?: Source | null;
  wire?: Source | null;
}

export interface AppearanceWithCompanions extends Appearance {
  article?: ArticleWithCompanions | null;
}

export interface StatementRow extends Omit<Statement, "wordingDigest"> {
  speaker?: Speaker | null;
  speakerRole?: string | null;
  firstAppearance?: AppearanceWithCompanions | null;
  /** The filter `text` that found it, for its snippet. */
  searchedText?: string;
  /** How well it matches that, in a list by relevance. */
  rank?: number;
}

const columns: Columns<Omit<Statement, "wordingDigest">> = {
  id: "id",
  speakerId: "speaker_id",
  speakerStatus: "speaker_status",
  text: "text",
  kind: "kind",
  saidAt: "said_at",
  saidAtPrecision: "said_at_precision",
  saidAtBasis: "said_at_basis",
  language: "language",
  originalLanguage: "original_language",
  status: "status",
  statusReason: "status_reason",
  originId: "origin_id",
  createdAt: "created_at",
};

const statement = rowsOf("statement", columns);
const speaker = rowsOf("speaker", speakers.columns);
const appearance = rowsOf("appearance", appearanceColumns);
const article = rowsOf("article", articleColumns);
const source = rowsOf("source", sources.columns);
const wire = rowsOf("wire", sources.columns);

/** What each companion adds to the SELECT and to the FROM after `statement`; in the order in which they build on each other. */
const parts: Record<Companion, { select: Prisma.Sql; from: Prisma.Sql }> = {
  speaker: { select: speaker.select, from: sql`LEFT JOIN speaker ON speaker.id = statement.speaker_id` },
  role: { select: sql`${roleOn(sql`statement.speaker_id`, sql`statement.said_at`)} AS role`, from: Prisma.empty },
  appearance: {
    select: appearance.select,
    from: sql`
LEFT JOIN LATERAL (
  SELECT appearance.*
  FROM appearance
  JOIN article ON article.id = appearance.article_id
  WHERE appearance.statement_id = statement.id
  ORDER BY ${oldestFirst}
  LIMIT 1
) AS appearance ON TRUE`,
  },
  article: { select: article.select, from: sql`LEFT JOIN article ON article.id = appearance.article_id` },
  source: { select: source.select, from: sql`LEFT JOIN source ON source.id = article.source_id` },
  wire: { select: wire.select, from: sql`LEFT JOIN source AS wire ON wire.id = article.wire_id` },
};
const inOrder = Object.keys(parts) as Companion[];

/** The SELECT list and the joins for statements with these companions. */
export function statementSql(companions: ReadonlySet<Companion>): { select: Prisma.Sql; from: Prisma.Sql } {
  const chosen = inOrder.filter((companion) => companions.has(companion)).map((companion) => parts[companion]);
  return {
    select: join([statement.select, ...chosen.map((part) => part.select)]),
    from:
      chosen.length > 0
        ? join(
            chosen.map((part) => part.from),
            "\n",
          )
        : raw(""),
  };
}

/** Takes a statement with these companions out of a flat record. */
export function takeStatement(record: FlatRecord, companions: ReadonlySet<Companion>): StatementRow {
  const row = statement.take(record) as StatementRow;
  if (companions.has("speaker")) row.speaker = speaker.take(record);
  if (companions.has("role")) row.speakerRole = record.role as string | null;
  if (companions.has("appearance")) row.firstAppearance = takeAppearance(record, companions);
  return row;
}

function takeAppearance(record: FlatRecord, companions: ReadonlySet<Companion>): AppearanceWithCompanions | null {
  const row: AppearanceWithCompanions | null = appearance.take(record);
  if (!row || !companions.has("article")) return row;
  row.article = article.take(record);
  if (row.article && companions.has("source")) row.article.source = source.take(record);
  if (row.article && companions.has("wire")) row.article.wire = wire.take(record);
  return row;
}
