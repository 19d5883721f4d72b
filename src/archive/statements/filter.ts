import type { Database } from "../../database.ts";
import { Prisma, type StatementKind, type StatementStatus, type TagBasis } from "../../generated/prisma/client.ts";
import { keyOf } from "../globalIds.ts";
import { distinctValues, inLanguage, inSpan, type TimeSpan } from "../lists/conditions.ts";
import { parentKey } from "../lists/list.ts";
import type { Matches, NamesInFilter } from "../meant.ts";
import { bearerIds } from "../meant.ts";
import { underSpeakers, withGroups } from "../speakers.ts";
import { orByIds } from "./fewIds.ts";
import { matchesText } from "./search.ts";
import { taggedFor } from "./topicBasis.ts";

const { sql } = Prisma;

/** Which statements: fields combine with AND, values of a list with OR; what is left out, or null, does not narrow. */
export interface StatementFilter extends NamesInFilter {
  /** Why a statement is on the topics: of `topic`, and of the parent below a topic. */
  topicBasis?: readonly TagBasis[] | null | undefined;
  article?: readonly string[] | null | undefined;
  kind?: readonly StatementKind[] | null | undefined;
  saidAt?: TimeSpan | null | undefined;
  text?: string | null | undefined;
  language?: readonly string[] | null | undefined;
  status?: readonly StatementStatus[] | null | undefined;
}

/** Below which parent a list of statements stands; the parent's key is `parentKey`. */
export type Below = "speaker" | "topic" | null;

/**
 * One of the values that drive the range scans. A single value is written into the scan, so that its index brings the order
 * and nothing is sorted; several come from `from`, one scan for each, merged.
 */
export interface Drive {
  from: Prisma.Sql | null;
  value: Prisma.Sql;
}

/** The filter with its names resolved, ready for SQL: what drives the scans, and what is checked row by row. */
export interface Selection {
  speaker: Drive | null;
  topic: Drive | null;
  status: Drive;
  /** On when it was said; `saidAt` is the column of the table that is scanned. */
  span: (saidAt: Prisma.Sql) => Prisma.Sql | null;
  /** On the table `statement`. */
  conditions: Prisma.Sql[];
}

/**
 * The filter made ready for SQL. Throws InputError for a span that ends before it starts, for too many values, and for
 * `topicBasis` without a topic.
 */
export async function select(
  database: Database,
  filter: StatementFilter,
  matches: Matches,
  below: Below,
): Promise<Selection> {
  const speakerIds = matches.speaker && (await underSpeakers(database, bearerIds(matches.speaker)));
  const topicIds = matches.topic && bearerIds(matches.topic);
  const { saidAt } = filter;
  if (saidAt) inSpan(sql`NULL`, "filter.saidAt", saidAt);
  return {
    speaker:
      below === "speaker"
        ? several(sql`(${withGroups(parentKey)})`, "speaker")
        : speakerIds && drive(speakerIds, "speaker"),
    topic: below === "topic" ? { from: null, value: parentKey } : topicIds && drive(topicIds, "topic"),
    status: driveStatus(filter.status ?? ["PUBLISHED"]),
    span: (column) => (saidAt ? inSpan(column, "filter.saidAt", saidAt) : null),
    conditions: [
      ...(below === "speaker" && speakerIds ? [sql`statement.speaker_id = ANY (${speakerIds}::int[])`] : []),
      ...(below === "topic" && topicIds ? [onTopics(topicIds)] : []),
      ...(filter.topicBasis ? await taggedFor(database, filter.topicBasis, topicIds, below === "topic") : []),
      ...(filter.kind ? [sql`statement.kind::text = ANY (${[...new Set(filter.kind)]})`] : []),
      ...(filter.language ? [inLanguage(sql`statement.language`, filter.language)] : []),
      ...(matches.source ? [await printedBy(database, bearerIds(matches.source))] : []),
      ...(filter.article ? [printedIn(filter.article)] : []),
      ...(typeof filter.text === "string" ? [await matchesText(database, filter.text)] : []),
    ],
  };
}

function drive(ids: readonly number[], name: string): Drive {
  return ids.length === 1 ? { from: null, value: sql`${ids[0]}::int` } : several(sql`unnest(${ids}::int[])`, name);
}

function several(rows: Prisma.Sql, name: string): Drive {
  return { from: sql`${rows} AS ${Prisma.raw(`driving_${name}`)} (value)`, value: Prisma.raw(`driving_${name}.value`) };
}

function driveStatus(statuses: readonly StatementStatus[]): Drive {
  return statuses.length === 1
    ? { from: null, value: sql`${statuses[0]}::"StatementStatus"` }
    : several(sql`unnest(${[...new Set(statuses)]}::"StatementStatus"[])`, "status");
}

function onTopics(topicIds: number[]): Prisma.Sql {
  return sql`EXISTS (
  SELECT FROM statement_topic AS other WHERE other.statement_id = statement.id AND other.topic_id = ANY (${topicIds}::int[])
)`;
}

function printedBy(database: Database, sourceIds: number[]): Promise<Prisma.Sql> {
  const printings = sql`
FROM appearance
JOIN article ON article.id = appearance.article_id
WHERE (article.source_id = ANY (${sourceIds}::int[]) OR article.wire_id = ANY (${sourceIds}::int[]))`;
  const condition = sql`EXISTS (SELECT ${printings} AND appearance.statement_id = statement.id)`;
  return orByIds(database, "source", condition, sql`SELECT appearance.statement_id ${printings}`);
}

/** By URL or global id; what is neither, or is not in the archive, finds nothing. Throws InputError for too many. */
function printedIn(given: readonly string[]): Prisma.Sql {
  const articles = distinctValues("filter.article", given);
  const keys = articles.map((article) => keyOf("Article", article)).filter((key) => key !== null);
  const urls = articles.map((article) => article.replaceAll("\0", ""));
  return sql`statement.id IN (
  SELECT statement_id
  FROM appearance
  WHERE article_id IN (SELECT id FROM article WHERE url = ANY (${urls}) UNION ALL SELECT unnest(${keys}::int[]))
)`;
}
