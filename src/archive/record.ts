import type { Database } from "../database.ts";
import { type OriginKind, Prisma } from "../generated/prisma/client.ts";
import { named } from "./lists.ts";
import { recordArticles } from "./record/articles.ts";
import { moveAnchors } from "./record/bodies.ts";
import { type ArchiveDocument, type ReadDocument, readDocument } from "./record/document.ts";
import { RecordError } from "./record/errors.ts";
import { recordNouns } from "./record/nouns.ts";
import { readPrintings } from "./record/printings.ts";
import { upsert } from "./record/rows.ts";
import { recordStatements } from "./record/statements.ts";

const { sql } = Prisma;

/** Who asserts what a document says: a person, an import, an extractor; with a version where that matters. */
export interface Asserter {
  kind: OriginKind;
  name: string;
  version?: string;
}

/**
 * Records a document: the one way by which anything comes into the archive. All of it or, when it throws, nothing.
 *
 * Nouns are known by their slug, articles by their URL, printings by article, passage and speaker. Recording the same again
 * changes nothing at all; recording it changed updates what changed, and removes those printings in an article with
 * `statements` that the same origin had recorded and no longer does, and statements that nothing prints then. What other
 * origins have recorded stays.
 *
 * @throws RecordError naming each problem with its path: a malformed document, something unknown that it refers to, a
 *   passage that does not hold (design: "The passage rule is held by the one write path")
 */
export async function record(database: Database, document: ArchiveDocument, asserter: Asserter): Promise<void> {
  const given = readDocument(document);
  await database.transaction((transaction) => write(transaction, given, asserter)).catch(explainRefusal);
}

async function write(transaction: Database, given: ReadDocument, asserter: Asserter): Promise<void> {
  await waitForOthers(transaction);
  await recordNouns(transaction, given);
  const articles = await recordArticles(transaction, given.articles);
  const printings = await readPrintings(transaction, given, articles);
  const originId = await recordOrigin(transaction, asserter);
  const articleIds = articles.filter((_, i) => given.articles[i]?.statements).map(({ id }) => id);
  await recordStatements(transaction, originId, articleIds, printings);
  await moveAnchors(
    transaction,
    articles.flatMap(({ id, body, isReworded }, i) =>
      isReworded && body ? [{ id, body, path: `articles[${i}].body` }] : [],
    ),
  );
}

/** The classes of errors by which PostgreSQL says that a rule of the tables forbids it: a check, a unique key. */
const REFUSALS = new Set(["23514", "23505"]);

/** What only the tables can know, such as a circle of topics or a Wikidata id that another bears, is the document's fault too. */
function explainRefusal(error: Error & { code?: string; detail?: string }): never {
  if (!REFUSALS.has(error.code ?? "")) throw error;
  throw new RecordError([{ path: "", message: [error.message, error.detail].filter(Boolean).join(": ") }]);
}

/** One record at a time: two that find the same words new would both make a statement of them. */
async function waitForOthers(database: Database): Promise<void> {
  await database.query(named("record.wait", sql`SELECT pg_advisory_xact_lock(hashtext('onrecord.record'))`));
}

async function recordOrigin(database: Database, { kind, name, version = "" }: Asserter): Promise<number> {
  const key = ["kind", "name", "version"];
  const columns = { kind: '"OriginKind"', name: "text", version: "text" };
  await upsert(database, { table: "origin", key, columns, nulls: "keep" }, [{ kind, name, version }]);
  const origin = await database.prisma.origin.findUniqueOrThrow({
    where: { kind_name_version: { kind, name, version } },
  });
  return origin.id;
}
