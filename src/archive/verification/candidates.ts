import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { comparableWords, sharedWords } from "../../text/likeness.ts";
import { wordingDigest } from "../../text/wording.ts";
import { groupedByKey } from "../lists/inKeyOrder.ts";
import { type StatementRow, wholeStatements } from "../statements/rows.ts";
import { matchesText } from "../statements/search.ts";

const { sql } = Prisma;

/** A published statement that may have the words, with the words of its printings. */
export interface QuoteCandidate {
  statement: StatementRow;
  texts: string[];
}

/** The most statements that are looked at, the newest found; of these, the most that are compared word by word, the likest. */
const MOST_LOOKED_AT = 200;
const MOST_RARE_WORDS = 10;

/** The longest run of words that is searched for; further words are only compared. */
const LONGEST_PHRASE = 40;

/** How many of the longest words, usually the rarest, are searched for, and how many of them a statement must have. */
const [RARE, NEEDED] = [5, 3];

/** Finds the published statements that have the words in a row; failing that, those with some of the rarer words. The likest only. */
export async function findQuoteCandidates(database: Database, quote: string): Promise<QuoteCandidate[]> {
  const given = quote.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean);
  const phrase = `"${given.slice(0, LONGEST_PHRASE).join(" ")}"`;
  const verbatim = await findStatements(database, await withWording(database, quote, phrase));
  const found =
    verbatim.length > 0 ? verbatim : await findStatements(database, await matchesText(database, combinations(given)));
  const words = comparableWords(quote);
  const likest = found
    .map((statement) => ({ statement, shared: sharedWords(words, statement.text) }))
    .sort((one, other) => other.shared - one.shared)
    .slice(0, MOST_RARE_WORDS)
    .map(({ statement }) => statement);
  return withPrintings(database, likest);
}

async function withWording(database: Database, quote: string, phrase: string): Promise<Prisma.Sql> {
  const inText = await matchesText(database, phrase);
  const digest = wordingDigest(quote);
  return digest === null ? inText : sql`(statement.wording_digest = ${digest} OR ${inText})`;
}

/** Returns a search, in web-search syntax, for any three of the five longest words. */
function combinations(words: readonly string[]): string {
  const rare = [...new Set(words)].sort((one, other) => other.length - one.length).slice(0, RARE);
  const choose = (from: readonly string[], count: number): string[][] =>
    count === 0 ? [[]] : from.flatMap((word, i) => choose(from.slice(i + 1), count - 1).map((rest) => [word, ...rest]));
  return choose(rare, Math.min(NEEDED, rare.length))
    .map((chosen) => chosen.join(" "))
    .join(" OR ");
}

async function findStatements(database: Database, condition: Prisma.Sql): Promise<StatementRow[]> {
  const records = await database.query<Record<string, unknown>>(
    sql`
/* verification.candidates */
SELECT ${wholeStatements.select}
FROM statement
WHERE status = 'PUBLISHED' AND ${condition}
ORDER BY said_at DESC, id DESC
LIMIT ${MOST_LOOKED_AT}`,
  );
  return records.map(wholeStatements.take);
}

async function withPrintings(database: Database, statements: readonly StatementRow[]): Promise<QuoteCandidate[]> {
  const ids = statements.map(({ id }) => id);
  const printings = await database.query<{ statementId: number; text: string; exact: string }>(
    sql`/* verification.printings */ SELECT statement_id AS "statementId", text, exact FROM appearance WHERE statement_id = ANY (${ids}::int[]) ORDER BY id`,
  );
  const ofEach = groupedByKey(ids, printings, ({ statementId }) => statementId);
  return statements.map((statement, i) => ({
    statement,
    texts: [statement.text, ...(ofEach[i] ?? []).flatMap(({ text, exact }) => [text, exact])],
  }));
}
