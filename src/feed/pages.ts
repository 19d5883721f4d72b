import DataLoader from "dataloader";
import { factsColumns, type StatementFacts } from "../archive/statements/filter/facts.ts";
import { idsWithTexts } from "../archive/statements/search.ts";
import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { type FeedPosition, feedCursor } from "./place.ts";

const { sql } = Prisma;

/** A published statement, as it was when the page was read. */
export interface Published extends StatementFacts {
  place: FeedPosition;
  cursor: string;
}

/** A run of publications, without the statements that are no longer published. */
export interface PublicationPage {
  items: Published[];
  /** The place after the last statement, including those left out. */
  end: FeedPosition;
  /** Whether nothing followed when the page was read. */
  isLast: boolean;
  /** When the page was read (`performance.now`). */
  readAt: number;
  /** Returns the ids of the statements that have the words, in web-search syntax: one SQL for all that ask at the same time. */
  withText(text: string): Promise<ReadonlySet<number>>;
}

/** The number of statements that are read at once. */
const PAGE_SIZE = 500;

/** A statement of a publication; without facts if it is no longer published. */
type PublicationRow = { publication: number; place: number } & (StatementFacts | { id: null });

/** Reads the publications after a place, in order: at most 500 statements. */
export async function readFeedPage(
  database: Database,
  { publication, statement }: FeedPosition,
): Promise<PublicationPage> {
  const rows = await database.query<PublicationRow>(
    sql`
/* publications.page */
SELECT published.publication, published.place, ${factsColumns}
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
  const items = rows.flatMap(publishedOf);
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

function publishedOf({ publication, place: statement, ...row }: PublicationRow): Published[] {
  if (row.id === null) return [];
  const place = { publication, statement };
  return [{ ...row, place, cursor: feedCursor(place) }];
}

/** Collects keys that are asked for at the same time and asks for them once; remembers the answers. */
function askTogether<Answer>(ask: (keys: readonly string[]) => Promise<Answer[]>): (key: string) => Promise<Answer> {
  const answers = new DataLoader<string, Answer>(ask);
  return (key) =>
    answers.load(key).catch((error: unknown) => {
      // Lets a key that failed be asked again.
      answers.clear(key);
      throw error;
    });
}
