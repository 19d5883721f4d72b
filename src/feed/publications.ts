import DataLoader from "dataloader";
import { InputError } from "../archive/lists/inputError.ts";
import { factsColumns, type StatementFacts } from "../archive/statements/filter/facts.ts";
import type { LiveTest } from "../archive/statements/filter/field.ts";
import { liveTests, type StatementFilter } from "../archive/statements/filter.ts";
import { idsWithTexts } from "../archive/statements/search.ts";
import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { beginAfter, type FeedPosition, feedCursor, feedOrder } from "./place.ts";
import { FEED_PAGE, type FeedPage, type FeedStream } from "./stream.ts";

const { sql } = Prisma;

/** A published statement, as it was when the page was read. */
export interface Published extends StatementFacts {
  place: FeedPosition;
  cursor: string;
}

/** A run of publications, without the statements that are no longer published. */
export interface PublicationPage extends FeedPage<Published> {
  /** Returns the ids of the statements that have the words, in web-search syntax: one SQL for all that ask at the same time. */
  withText(text: string): Promise<ReadonlySet<number>>;
}

const publicationOrder = feedOrder("statementPublished");

/** The statements as they are published. */
export const publicationStream: FeedStream<Published, PublicationPage, StatementFilter> = {
  channel: "onrecord_published",
  cursorOf: (place) => feedCursor(publicationOrder, place),
  async findBeginning(database, cursor) {
    const [kept] = await database.query<{ first: number; last: number }>(
      sql`/* publications.kept */ SELECT min(id) AS first, max(id) AS last FROM publication`,
    );
    const { first, last } = kept ?? { first: 0, last: 0 };
    const beginning = beginAfter(publicationOrder, cursor, last);
    if (beginning.after.publication < first) {
      throw new InputError(
        "after",
        "`after` is older than a week, and older publications are not kept: some may be missing since then. Query `statements`, and follow again without `after`.",
      );
    }
    return beginning;
  },
  readPage: readPublications,
  async choose(database, filter) {
    const tests = await liveTests(database, filter);
    return (page) => findIn(page, tests);
  },
  isDue: (statement) => statement?.status === "PUBLISHED",
};

/**
 * Returns the statements of a page that pass each of the tests, in order.
 *
 * A filter is checked in this process: a thousand followers with a filter each would be a thousand SQL statements at every
 * publication, which take half a second. Only words are looked up in the database, and only if anything is left to look up.
 */
async function findIn(page: PublicationPage, tests: readonly LiveTest[]): Promise<Published[]> {
  let found = page.items.filter((item) => tests.every((test) => typeof test !== "function" || test(item)));
  for (const test of tests) {
    if (typeof test === "function" || found.length === 0) continue;
    const ids = await page.withText(test.words);
    found = found.filter(({ id }) => ids.has(id));
  }
  return found;
}

/** A statement of a publication; without facts if it is no longer published. */
type FoundPublication = { publication: number; place: number } & (StatementFacts | { id: null });

async function readPublications(
  database: Database,
  { publication, statement }: FeedPosition,
): Promise<PublicationPage> {
  const rows = await database.query<FoundPublication>(
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
  ${Prisma.raw(`LIMIT ${FEED_PAGE}`)}
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
    isLast: rows.length < FEED_PAGE,
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

function publishedOf({ publication, place: statement, ...row }: FoundPublication): Published[] {
  if (row.id === null) return [];
  const place = { publication, statement };
  return [{ ...row, place, cursor: publicationStream.cursorOf(place) }];
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
