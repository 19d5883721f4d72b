import DataLoader from "dataloader";
import { idsWithTexts } from "../archive/statements/search.ts";
import type { Database } from "../database.ts";
import { Prisma, type StatementKind, type TagBasis } from "../generated/prisma/client.ts";
import { type FeedPosition, feedCursor } from "./place.ts";

const { sql } = Prisma;

/** A published statement: what filters ask of it, as it was when the page was read. */
export interface Published {
  place: FeedPosition;
  cursor: string;
  id: number;
  speakerId: number | null;
  kind: StatementKind;
  saidAt: Date;
  language: string;
  /** Its topics and all above them. */
  topicIds: number[];
  tags: { topicId: number; basis: TagBasis }[];
  printings: { articleId: number; url: string; sourceIds: (number | null)[] }[];
}

/** A run of what was published, without what is not published any more. */
export interface PublicationPage {
  items: Published[];
  /** Behind the last one, of those left out too. */
  end: FeedPosition;
  /** Whether there was no more when it was read. */
  isLast: boolean;
  /** When it was read: `performance.now`. */
  readAt: number;
  /** Those that have the words, in web-search syntax. Asked in one SQL for all who ask at the same time. */
  withText(text: string): Promise<ReadonlySet<number>>;
}

/** So many statements are read at once. */
const PAGE_SIZE = 500;

interface PublicationRow {
  publication: number;
  place: number;
  id: number | null;
  speakerId: number | null;
  kind: StatementKind;
  saidAt: Date;
  language: string;
  topicIds: number[];
  tags: [number, TagBasis][] | null;
  printings: [number, string, number, number | null][] | null;
}

/** What was published behind a place, in order, at most 500 statements. */
export async function readFeedPage(
  database: Database,
  { publication, statement }: FeedPosition,
): Promise<PublicationPage> {
  const rows = await database.query<PublicationRow>(
    sql`
/* publications.page */
SELECT published.publication, published.place, statement.id, statement.speaker_id AS "speakerId", statement.kind::text AS kind,
  statement.said_at AS "saidAt", statement.language,
  ARRAY(SELECT topic_id FROM statement_topic WHERE statement_topic.statement_id = statement.id) AS "topicIds",
  (
    SELECT jsonb_agg(jsonb_build_array(topic_id, basis)) FROM statement_tag WHERE statement_tag.statement_id = statement.id
  ) AS tags,
  (
    SELECT jsonb_agg(jsonb_build_array(article.id, article.url, article.source_id, article.wire_id))
    FROM appearance
    JOIN article ON article.id = appearance.article_id
    WHERE appearance.statement_id = statement.id
  ) AS printings
FROM (
  SELECT publication.id AS publication, member.place::int, member.id
  FROM publication
  CROSS JOIN LATERAL unnest(publication.statement_ids) WITH ORDINALITY AS member (id, place)
  WHERE publication.id >= ${publication}::bigint
    AND (publication.id, member.place) > (${publication}::bigint, ${statement}::bigint)
  ORDER BY publication.id, member.place
  ${Prisma.raw(`LIMIT ${PAGE_SIZE}`)}
) AS published
LEFT JOIN statement ON statement.id = published.id AND statement.status = 'PUBLISHED'
ORDER BY published.publication, published.place`,
    { prepare: true },
  );
  const last = rows.at(-1);
  const items = rows.flatMap((row) => (row.id === null ? [] : [publishedOf(row, row.id)]));
  return {
    items,
    end: last ? { publication: last.publication, statement: last.place } : { publication, statement },
    isLast: rows.length < PAGE_SIZE,
    readAt: performance.now(),
    withText: askTogether((texts) =>
      idsWithTexts(
        database,
        texts,
        items.map(({ id }) => id),
      ),
    ),
  };
}

function publishedOf(
  { publication, place: statement, tags, printings, ...row }: PublicationRow,
  id: number,
): Published {
  const place = { publication, statement };
  return {
    ...row,
    id,
    place,
    cursor: feedCursor(place),
    tags: (tags ?? []).map(([topicId, basis]) => ({ topicId, basis })),
    printings: (printings ?? []).map(([articleId, url, ...sourceIds]) => ({ articleId, url, sourceIds })),
  };
}

/** Asks once for whatever is wanted at the same time, and once for each key. */
function askTogether<Answer>(ask: (keys: readonly string[]) => Promise<Answer[]>): (key: string) => Promise<Answer> {
  const answers = new DataLoader<string, Answer>(ask);
  return (key) =>
    answers.load(key).catch((error: unknown) => {
      // What has failed may be asked again.
      answers.clear(key);
      throw error;
    });
}
