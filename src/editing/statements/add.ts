import { writeWhen } from "../../document/dates.ts";
import { record } from "../../record/record.ts";
import { asRefusal, type Edit } from "../edit.ts";
import { Refusal } from "../problems.ts";
import { attempt, type Located, locate, readCandidates, type StatementCandidate } from "./candidates.ts";
import { type PrintingArticle, readPrinters } from "./printers.ts";

/** A statement that was added, or that got a printing. Plain JSON, so that the answer can be kept. */
export interface Added {
  id: number;
  appearanceId: number;
  /** Whether the statement is new to the archive. */
  isNew: boolean;
}

/** The most articles whose bodies are in memory at once: each may have two million characters. */
const ARTICLES_AT_ONCE = 50;

/**
 * Adds statements, each independently of the others. A statement that the archive has already gets another printing.
 *
 * @returns for each input, in their order, what was added, or why it was refused: INVALID, NOT_FOUND, TAKEN,
 *   PASSAGE_NOT_FOUND, AMBIGUOUS
 */
export async function addStatements(edit: Edit, inputs: readonly unknown[]): Promise<(Added | Refusal)[]> {
  const outcomes: (Added | Refusal)[] = [];
  const candidates = await readCandidates(edit.database, inputs);
  const places = new Map<number, number[]>();
  for (const [i, candidate] of candidates.entries()) {
    if (candidate instanceof Refusal) outcomes[i] = candidate;
    else places.set(candidate.article.id, [...(places.get(candidate.article.id) ?? []), i]);
  }
  const articleIds = [...places.keys()];
  for (let from = 0; from < articleIds.length; from += ARTICLES_AT_ONCE) {
    const printers = await readPrinters(edit.database, articleIds.slice(from, from + ARTICLES_AT_ONCE));
    const ofThese = [...printers.keys()].flatMap((id) => places.get(id) ?? []).sort((one, other) => one - other);
    const located = ofThese.map((i) => {
      const candidate = candidates[i] as StatementCandidate;
      return attempt(() => locate(candidate, printers.get(candidate.article.id) as PrintingArticle));
    });
    const added = await recordAll(
      edit,
      located.flatMap((one) => (one instanceof Refusal ? [] : one)),
    );
    for (const [k, i] of ofThese.entries()) {
      const one = located[k] as Located | Refusal;
      outcomes[i] = one instanceof Refusal ? one : (added.shift() as Added | Refusal);
    }
  }
  return outcomes;
}

/** Records all of them together; if that is refused, each on its own. */
async function recordAll(edit: Edit, located: readonly Located[]): Promise<(Added | Refusal)[]> {
  if (located.length === 0) return [];
  try {
    return await recordTogether(edit, located);
  } catch (error) {
    const refusal = asRefusal(error);
    if (!refusal) throw error;
    if (located.length === 1) return [refusal];
    const outcomes: (Added | Refusal)[] = [];
    for (const one of located) outcomes.push(...(await recordAll(edit, [one])));
    return outcomes;
  }
}

async function recordTogether({ database, editor }: Edit, located: readonly Located[]): Promise<Added[]> {
  const byArticle = new Map<PrintingArticle, Located[]>();
  for (const one of located) byArticle.set(one.printer, [...(byArticle.get(one.printer) ?? []), one]);
  const articles = [...byArticle].map(([{ url, headline, language, source, ...printer }, ofArticle]) => ({
    url,
    headline,
    language,
    source,
    publishedAt: writeWhen(printer.publishedAt, printer.publishedAtPrecision),
    isPartial: true,
    statements: ofArticle.map(({ entry }) => entry),
  }));
  const { printed } = await record(database, { articles }, editor, { adds: true });
  const inOrder = [...byArticle.values()].flat();
  const byLocated = new Map(inOrder.map((one, i) => [one, printed[i]]));
  const seen = new Set<number>();
  return located.map((one) => {
    const { id: appearanceId, statementId, isNew } = byLocated.get(one) as (typeof printed)[number];
    const isFirst = !seen.has(statementId);
    seen.add(statementId);
    return { id: statementId, appearanceId, isNew: isNew && isFirst };
  });
}
