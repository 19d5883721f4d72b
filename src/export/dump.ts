import type { Database } from "../database.ts";
import type { ArticleEntry, PropositionEntry, SourceEntry, SpeakerEntry, TopicEntry } from "../document/document.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { allowPauses } from "../record/patience.ts";
import { describeArticles } from "./dump/articles.ts";
import { type Dumped, idsNeededBy, idsOfAll, type ReadIds } from "./dump/ids.ts";
import { describePropositions, describeSources, describeSpeakers, describeTopics } from "./dump/nouns.ts";

const { sql } = Prisma;

/** One noun of the archive, in the terms of a document that records it. */
export type DumpLine =
  | { source: SourceEntry }
  | { topic: TopicEntry }
  | { speaker: SpeakerEntry }
  | { proposition: PropositionEntry }
  | { article: ArticleEntry };

export interface DumpOptions {
  /**
   * The statements to dump, with only the nouns that they need. Null dumps the whole archive; the database must then be a
   * transaction.
   */
  statementIds: readonly number[] | null;
  /** Whether to include the bodies of articles, and with them the offsets of passages. */
  bodies: boolean;
}

/** How many nouns are read at a time; fewer articles, because a body may have two million characters. */
const NOUNS_A_READ = 500;
const ARTICLES = 50;

/**
 * Dumps the archive, piece by piece, as the documents that would record it: the inverse of `record`. Each noun comes after those that it
 * refers to, and the order depends on the content only, so that two archives with the same content have the same dump.
 *
 * Left out are ids, origins, imports, the times at which rows were written, and the history.
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
  yield* pages(readIds, "proposition", async (ids) => {
    return (await describePropositions(database, ids)).map((proposition) => ({ proposition }));
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

/** Makes a transaction read one state of the archive throughout, however slowly. Must be its first statement. */
export async function keepStill(transaction: Database): Promise<void> {
  await transaction.query(sql`/* dump.snapshot */ SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY`);
  await allowPauses(transaction);
}
