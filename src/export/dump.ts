import type { Database } from "../database.ts";
import type { ArticleEntry, SourceEntry, SpeakerEntry, TopicEntry } from "../document/document.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { allowPauses } from "../record/patience.ts";
import { describeArticles } from "./dump/articles.ts";
import { type Dumped, idsNeededBy, idsOfAll, type ReadIds } from "./dump/ids.ts";
import { describeSources, describeSpeakers, describeTopics } from "./dump/nouns.ts";

const { sql } = Prisma;

/** A piece of the archive in the terms of a document that records it. */
export type DumpLine =
  | { source: SourceEntry }
  | { topic: TopicEntry }
  | { speaker: SpeakerEntry }
  | { article: ArticleEntry };

export interface DumpOptions {
  /**
   * The statements to tell, with nothing but what they need; the whole archive where it is null, and then the database must
   * be a transaction.
   */
  statementIds: readonly number[] | null;
  /** Whether to tell the bodies of articles, and with them the places in them. */
  bodies: boolean;
}

/** So many nouns are read at a time; of articles fewer, because a body may have two million characters. */
const NOUNS_A_READ = 500;
const ARTICLES = 50;

/**
 * The archive, piece by piece, as the documents that would record it: the inverse of `record`. Nothing comes before what it
 * refers to, and the order depends on nothing but the content, so that two archives that say the same are told the same.
 *
 * What is not told: ids, origins and imports, when a row was made, what was overwritten.
 */
export async function* dump(database: Database, { statementIds, bodies }: DumpOptions): AsyncGenerator<DumpLine[]> {
  const readIds = statementIds ? idsNeededBy(database, statementIds) : idsOfAll(database);
  const parts = { bodies, statementIds: statementIds && new Set(statementIds) };
  yield* pages(readIds, "source", async (ids) => {
    return (await describeSources(database, ids)).map((source) => ({ source }));
  });
  yield* pages(readIds, "topic", async (ids) => {
    return (await describeTopics(database, ids)).map((topic) => ({ topic }));
  });
  yield* pages(readIds, "speaker", async (ids) => {
    return (await describeSpeakers(database, ids)).map((speaker) => ({ speaker }));
  });
  yield* pages(readIds, "article", async (ids) => {
    return (await describeArticles(database, ids, parts)).map((article) => ({ article }));
  });
}

async function* pages(
  readIds: ReadIds,
  noun: Dumped,
  describe: (ids: number[]) => Promise<DumpLine[]>,
): AsyncGenerator<DumpLine[]> {
  for await (const ids of readIds(noun, noun === "article" ? ARTICLES : NOUNS_A_READ)) yield await describe(ids);
}

/** Makes a transaction, of which nothing may have run yet, see one state of the archive to its end, however slowly it is read. */
export async function keepStill(transaction: Database): Promise<void> {
  await transaction.query(sql`/* dump.snapshot */ SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY`);
  await allowPauses(transaction);
}
