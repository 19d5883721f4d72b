import type { Database } from "../database.ts";
import type { Asserter } from "../document/asserter.ts";
import { type ArchiveDocument, type ReadArticle, type ReadDocument, readDocument } from "../document/document.ts";
import { RecordError } from "../document/errors.ts";
import { recordArticles } from "./articles.ts";
import { writeAssertions } from "./assertions.ts";
import { moveAnchors } from "./bodies.ts";
import { recordNouns, type TouchedNouns } from "./nouns.ts";
import { readPrintings } from "./printings.ts";
import { openRecorder } from "./recorder.ts";
import { type RecordedStatements, recordStatements } from "./statements.ts";
import { waitForTurn } from "./turns.ts";

/** What recording a document did, and under which origin. */
export interface Recorded extends RecordedStatements {
  originId: number;
  nouns: TouchedNouns;
  newArticles: number;
}

/**
 * Records a document: the one way by which anything comes into the archive. All of it or, when it throws, nothing.
 *
 * Nouns are known by their slug, articles by their URL, printings by article, passage and speaker. Recording the same again
 * changes nothing at all; recording it changed updates what changed, and removes those printings in an article with all its
 * `statements` that the same origin had recorded and no longer does, and statements that nothing prints then. What other
 * origins have recorded stays. Whoever records something, or refers to it, asserts it; what is overwritten is kept.
 *
 * @param options.adds whether each statement is one more, however like one that its article prints already: an editor adds, while
 *   an import tells the same anew
 * @throws RecordError naming each problem with its path: a malformed document, something unknown that it refers to, a
 *   passage that does not hold (design: "The passage rule is held by the one write path")
 */
export async function record(
  database: Database,
  document: ArchiveDocument,
  asserter: Asserter,
  { adds = false }: { adds?: boolean } = {},
): Promise<Recorded> {
  const given = readDocument(document);
  return database.transaction((transaction) => writeDocument(transaction, given, asserter, adds)).catch(explainRefusal);
}

async function writeDocument(
  transaction: Database,
  given: ReadDocument,
  asserter: Asserter,
  adds: boolean,
): Promise<Recorded> {
  await waitForTurn(transaction);
  const recorder = await openRecorder(transaction, asserter);
  const nouns = await recordNouns(transaction, recorder, given);
  const articles = await recordArticles(transaction, recorder, given.articles);
  const printings = await readPrintings(transaction, recorder, given, articles);
  const printed = articles.flatMap(({ id, isNew }, i) => {
    const { statements, isPartial } = given.articles[i] as ReadArticle;
    return statements ? [{ id, isNew, isWhole: !isPartial, isRetold: !adds }] : [];
  });
  const recorded = await recordStatements(transaction, recorder, printed, printings);
  const moved = await moveAnchors(
    transaction,
    recorder,
    articles.flatMap(({ id, body, isReworded }, i) =>
      isReworded && body ? [{ id, body, path: `articles[${i}].body` }] : [],
    ),
  );
  recorded.passages.moved += moved;
  await writeAssertions(transaction, recorder);
  const newArticles = articles.filter(({ isNew }) => isNew).length;
  return { originId: recorder.originId, nouns, newArticles, ...recorded };
}

/** The classes of errors by which PostgreSQL says that a rule of the tables forbids it: a check, a unique key. */
const REFUSALS = new Set(["23514", "23505"]);

/** What only the tables can know, such as a circle of topics or a Wikidata id that another bears, is the document's fault too. */
function explainRefusal(error: Error & { code?: string; detail?: string }): never {
  if (!REFUSALS.has(error.code ?? "")) throw error;
  const message = [error.message, error.detail].filter(Boolean).join(": ");
  throw new RecordError([{ path: "", message }], { cause: error });
}
