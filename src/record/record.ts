import type { Database } from "../database.ts";
import type { Asserter } from "../document/asserter.ts";
import { type ArchiveDocument, type ReadArticle, type ReadDocument, readDocument } from "../document/document.ts";
import { RecordError } from "../document/errors.ts";
import { recordArticles } from "./articles.ts";
import { writeAssertions } from "./assertions.ts";
import { moveAnchors } from "./bodies.ts";
import { recordStatementLinks } from "./links.ts";
import { recordNouns, type TouchedNouns } from "./nouns.ts";
import { type Printing, readPrintings } from "./printings.ts";
import { nameProposals } from "./proposals/name.ts";
import { type SiftedProposals, siftProposals } from "./proposals/sift.ts";
import { writeProposals } from "./proposals.ts";
import { openRecorder } from "./recorder.ts";
import { type PrintingOutcome, type RecordedStatements, recordStatements } from "./statements.ts";
import { waitForTurn } from "./turns.ts";

/** What recording a document did, and under which origin. */
export interface Recorded extends RecordedStatements {
  originId: number;
  nouns: TouchedNouns;
  newArticles: number;
  /** What became of each link, in their order. */
  links: PrintingOutcome[];
}

/**
 * Records a document: the only way by which a document enters the archive. It records all of it or, if it throws,
 * nothing.
 *
 * Nouns are identified by their slug, articles by their URL, printings by their key (`printingKey`). Recording a
 * document again changes nothing. Recording a changed document updates what has changed; in an article that is given
 * with all its `statements`, it also deletes the printings that only this origin had recorded and that are missing now,
 * and then the statements without a printing. Printings of other origins stay. An origin asserts everything that it
 * records or refers to; overwritten values are kept in the history. `extractorProposal` (document/proposal.ts) says what it does
 * with the proposals of an extractor.
 *
 * @param options.adds whether every statement is added as a new one, even if it resembles a stored one of its article.
 *   An editor adds; an import describes an article again
 * @throws RecordError naming each problem with its path: a malformed document, an unknown reference, a passage that is
 *   not in the article's body, a link that dates or languages contradict
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
  const { document, ambiguous } = await nameProposals(transaction, given);
  const printings = await readPrintings(transaction, recorder, document, articles);
  const sifted = await siftProposals(transaction, recorder, printings);
  const printed = articles.flatMap(({ id, isNew }, i) => {
    const { statements, isPartial } = given.articles[i] as ReadArticle;
    return statements ? [{ id, isNew, isWhole: !isPartial, isRetold: !adds }] : [];
  });
  const settled = new Set([...sifted.known.values()].map(({ id }) => id));
  const fresh = await recordStatements(transaction, recorder, printed, sifted.fresh, settled);
  const found = sifted.fresh.map((printing, i) => ({ id: fresh.printed[i]?.id as number, printing }));
  await writeProposals(transaction, found, ambiguous);
  const recorded = withKnown(printings, sifted, fresh);
  const moved = await moveAnchors(
    transaction,
    recorder,
    articles.flatMap(({ id, body, bodyBefore, isReworded }, i) =>
      isReworded && body ? [{ id, body, before: bodyBefore, path: `articles[${i}].body` }] : [],
    ),
    recorded.printed.map(({ id }) => id),
  );
  recorded.passages.moved += moved;
  const links = await recordStatementLinks(transaction, recorder, given.links);
  await writeAssertions(transaction, recorder);
  const newArticles = articles.filter(({ isNew }) => isNew).length;
  return { originId: recorder.originId, nouns, newArticles, links, ...recorded };
}

/** Adds the proposals that were not made again: the printing that settled each is unchanged. */
function withKnown(
  printings: readonly Printing[],
  { fresh, known }: SiftedProposals,
  recorded: RecordedStatements,
): RecordedStatements {
  if (known.size === 0) return recorded;
  const places = new Map(fresh.map((printing, i) => [printing, i]));
  const each = printings.map((printing) => {
    const place = places.get(printing) ?? -1;
    const { id = 0, statementId = 0 } = known.get(printing) ?? {};
    return {
      outcome: recorded.outcomes[place] ?? ("unchanged" as const),
      printed: recorded.printed[place] ?? { id, statementId, isNew: false },
    };
  });
  return { ...recorded, outcomes: each.map(({ outcome }) => outcome), printed: each.map(({ printed }) => printed) };
}

/** The codes of errors by which PostgreSQL reports a broken rule of the tables: a check, a unique key. */
const REFUSALS = new Set(["23514", "23505"]);

/**
 * Turns a rule that only the tables can check (a circle of topics, a taken Wikidata id) into a problem of the document.
 */
function explainRefusal(error: Error & { code?: string; detail?: string }): never {
  if (!REFUSALS.has(error.code ?? "")) throw error;
  const message = [error.message, error.detail].filter(Boolean).join(": ");
  throw new RecordError([{ path: "", message }], { cause: error });
}
