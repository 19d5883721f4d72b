import DataLoader from "dataloader";
import { InputError } from "../archive/lists/inputError.ts";
import { factsColumns, type StatementFacts } from "../archive/statements/filter/facts.ts";
import type { LiveTest } from "../archive/statements/filter/field.ts";
import { liveTests, type StatementFilter } from "../archive/statements/filter.ts";
import { idsWithTexts } from "../archive/statements/search.ts";
import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { beginAfter } from "./beginning.ts";
import { type FeedPosition, feedCursor, feedOrder } from "./place.ts";
import { FEED_PAGE, type FeedPage, type FeedStream } from "./stream.ts";
import { askTimelines, readTimelines, timelineAt, timelinesSql } from "./timelines.ts";

const { sql } = Prisma;

const publicationTimelines = timelinesSql("publication");

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
    const [kept] = await database.query<{ first: number; last: number; timelines: string | null }>(
      sql`/* publications.kept */ SELECT min(id) AS first, max(id) AS last, ${publicationTimelines} AS timelines FROM publication`,
    );
    const { first, last } = kept ?? { first: 0, last: 0 };
    const beginning = beginAfter(publicationOrder, cursor, { last, timelines: readTimelines(kept?.timelines) });
    if (beginning.after.publication < first) {
      throw new InputError(
        "after",
        "`after` is older than a week, and older publications are not kept: some may be missing since then. Query `statements`, and follow again without `after`.",
      );
    }
    return beginning;
  },
  readTimelines: async (database) => askTimelines(database, "publication"),
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

/** The row of a page on which nothing is. */
interface Nothing {
  publication: null;
}

async function readPublications(database: Database, place: FeedPosition): Promise<PublicationPage> {
  const { publication, statement } = place;
  const rows = await database.query<{ timelines: string | null } & (FoundPublication | Nothing)>(
    sql`
/* publications.page */
SELECT known.timelines, published.publication, published.place, ${factsColumns}
FROM (SELECT ${publicationTimelines} AS timelines) AS known
LEFT JOIN (
  SELECT publication.id AS publication, member.place::int, member.id
  FROM publication
  CROSS JOIN LATERAL unnest(publication.statement_ids) WITH ORDINALITY AS member (id, place)
  WHERE publication.id >= ${publication}::bigint
    AND (publication.id, member.place) > (${publication}::bigint, ${statement}::bigint)
  ORDER BY publication.id, member.place
  ${Prisma.raw(`LIMIT ${FEED_PAGE}`)}
) AS published ON TRUE
LEFT JOIN statement ON statement.id = published.id AND statement.status = 'PUBLISHED'
ORDER BY published.publication, published.place`,
    { prepare: true },
  );
  const known = readTimelines(rows[0]?.timelines);
  const found = rows.filter((row) => row.publication !== null);
  const placeOf = (row: FoundPublication): FeedPosition => ({
    publication: row.publication,
    statement: row.place,
    timeline: timelineAt(known, row.publication),
  });
  const last = found.at(-1);
  const items = found.flatMap((row) => publishedOf(row, placeOf(row)));
  return {
    items,
    end: last ? placeOf(last) : place,
    isLast: found.length < FEED_PAGE,
    readAt: performance.now(),
    timelines: known,
    withText: askTogether((texts) =>
      idsWithTexts(
        database,
        texts,
        items.map(({ id }) => id),
      ),
    ),
  };
}

function publishedOf({ publication: _, place: __, ...row }: FoundPublication, place: FeedPosition): Published[] {
  if (row.id === null) return [];
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
