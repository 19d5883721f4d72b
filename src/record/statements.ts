import { statementTable } from "../archive/tables/statement.ts";
import { without } from "../archive/tables/table.ts";
import type { Database } from "../database.ts";
import { writeAppearances } from "./appearances.ts";
import { type Recorder, vouchFor } from "./assertions.ts";
import { countDiffering } from "./differing.ts";
import { giveKeys, type KeyedPrinting } from "./ids.ts";
import { writeParties } from "./parties.ts";
import type { Printing } from "./printings.ts";
import { type Fate, type Recognized, recognize } from "./recognize.ts";
import { writeStances } from "./stances.ts";
import { assertStoredTags, writeTags } from "./statementTags.ts";
import { findElsewhere, findStored, type StoredPrinting } from "./stored.ts";
import { nameStatements } from "./urns.ts";
import { removeUnprinted, withdraw } from "./withdraw.ts";
import { insert, upsert } from "./write.ts";

/** A statement on record keeps its name. */
const STATEMENT = {
  table: "statement",
  key: ["id"],
  fields: without(statementTable.fields, "createdAt", "uuid"),
  nulls: "store",
  signature: "originId",
} as const;

const NEW_STATEMENT = { table: "statement", fields: without(statementTable.fields, "createdAt") } as const;

/** An article whose printings are recorded. */
export interface PrintedArticle {
  id: number;
  /** Whether this record has inserted it, so that it cannot have stored printings. */
  isNew: boolean;
  /** Whether the record has all its printings. */
  isWhole: boolean;
  /** Whether a given printing may be a stored one; otherwise each is new. */
  isRetold: boolean;
}

/** What became of a printing. One that another origin recorded stays unchanged. */
export type PrintingOutcome = "made" | "changed" | "unchanged";

/** A recorded printing, and its statement. */
export interface RecordedPrinting {
  id: number;
  statementId: number;
  /** Whether this record has inserted the statement. */
  isNew: boolean;
}

/** What recording statements did. */
export interface RecordedStatements {
  /** What became of each printing, in their order. */
  outcomes: PrintingOutcome[];
  /** Each printing as it is recorded now, in their order. */
  printed: RecordedPrinting[];
  /** How many of the stored passages had each fate. */
  passages: Record<Fate | "gone", number>;
  /** How many statements no article prints any more: they are deleted. */
  unprinted: number;
  /** How many printings that another origin recorded differ from what is on record, which stays. */
  differing: number;
}

/**
 * Records the printings of articles, and withdraws those of whole articles that this origin no longer has. A printing
 * that another origin recorded is asserted and stays as it is.
 *
 * @param settled stored printings that the origin has found again, although they are not among the given ones: they stay
 */
export async function recordStatements(
  database: Database,
  recorder: Recorder,
  articles: readonly PrintedArticle[],
  printings: readonly Printing[],
  settled: ReadonlySet<number> = new Set(),
): Promise<RecordedStatements> {
  const stored = await findStored(
    database,
    recorder,
    articles.flatMap(({ id, isNew }) => (isNew ? [] : id)),
  );
  const retoldIds = new Set(articles.flatMap(({ id, isRetold }) => (isRetold ? id : [])));
  const isProposing = printings.some(({ given }) => given.proposal);
  const recognized = recognize(
    printings,
    // A proposal never becomes what a person has decided on.
    stored.filter(({ articleId, isOwn }) => retoldIds.has(articleId) && (isOwn || !isProposing)),
  );
  const storedOf = (printing: Printing) => recognized.get(printing)?.stored;
  const own = printings.filter((printing) => storedOf(printing)?.isOwn ?? true);
  const others = printings.flatMap((printing) => {
    const known = storedOf(printing);
    return known && !known.isOwn ? [{ ...printing, statementId: known.statementId }] : [];
  });
  const asserted = stored.flatMap(({ id, isAsserted }) => (isAsserted && settled.has(id) ? id : []));
  const seen = new Set([...printings.flatMap((printing) => storedOf(printing)?.id ?? []), ...asserted]);
  const wholeIds = new Set(articles.filter(({ isWhole }) => isWhole).map(({ id }) => id));
  const gone = stored.filter(({ id, isAsserted, articleId }) => isAsserted && !seen.has(id) && wholeIds.has(articleId));
  const removedIds = await withdraw(database, recorder, gone);

  const staying = stored.filter(({ id }) => !removedIds.has(id));
  const { keyed, made } = await giveKeys(database, own, storedOf, staying);
  const knownIds = new Set(keyed.flatMap(({ statementId }) => (made.has(statementId) ? [] : statementId)));
  const keptIds = own.flatMap((printing) => storedOf(printing)?.id ?? []);
  const elsewhere = await findElsewhere(database, [...knownIds], keptIds);
  const touchedStatements = await writeLeaders(database, recorder, keyed, { elsewhere, made });
  const reread = keyed.filter(({ id, isRetitled }) => isRetitled || !seen.has(id));
  const retagged = await writeTags(database, recorder, keyed, {
    elsewhere,
    reread: new Set([...touchedStatements, ...reread.map(({ statementId }) => statementId)]),
    made,
  });
  await assertStoredTags(database, recorder, others);
  const judged = await writeStances(database, recorder, [...keyed, ...others], elsewhere);
  const touchedAppearances = await writeAppearances(database, recorder, keyed, seen);
  const ids = keyed.map(({ id }) => id);
  vouchFor(recorder, "APPEARANCE", new Set([...ids, ...seen]), (id) => !seen.has(id as number));
  const unprinted = await removeUnprinted(
    database,
    stored.map(({ statementId }) => statementId),
  );

  const isTouched = ({ id, statementId }: KeyedPrinting) =>
    touchedAppearances.has(id) ||
    touchedStatements.has(statementId) ||
    retagged.has(statementId) ||
    judged.has(statementId);
  const outcomeOf = (printing: KeyedPrinting | undefined): PrintingOutcome => {
    if (!printing) return "unchanged";
    if (!seen.has(printing.id)) return "made";
    return isTouched(printing) ? "changed" : "unchanged";
  };
  const ofOwn = new Map(own.map((printing, i) => [printing, keyed[i] as KeyedPrinting]));
  const toPrinted = ({ id, statementId }: Pick<RecordedPrinting, "id" | "statementId">): RecordedPrinting => {
    return { id, statementId, isNew: made.has(statementId) };
  };
  return {
    outcomes: printings.map((printing) => outcomeOf(ofOwn.get(printing))),
    printed: printings.map((printing) => toPrinted(ofOwn.get(printing) ?? (storedOf(printing) as StoredPrinting))),
    passages: { ...countFates(recognized.values()), gone: gone.length },
    unprinted,
    differing: await countDiffering(database, others),
  };
}

function countFates(recognized: Iterable<Recognized>): Record<Fate, number> {
  const counts = { unchanged: 0, moved: 0, reworded: 0 };
  for (const { fate } of recognized) counts[fate] += 1;
  return counts;
}

/** Writes statements, each as its oldest printing has it: the others print the same words. Returns the changed ones. */
async function writeLeaders(
  database: Database,
  recorder: Recorder,
  printings: readonly KeyedPrinting[],
  { elsewhere, made }: { elsewhere: ReadonlyMap<number, number>; made: ReadonlySet<number> },
): Promise<ReadonlySet<number>> {
  const leaders = new Map<number, KeyedPrinting>();
  for (const printing of printings) {
    const oldest =
      leaders.get(printing.statementId)?.id ?? elsewhere.get(printing.statementId) ?? Number.POSITIVE_INFINITY;
    if (printing.id < oldest) leaders.set(printing.statementId, printing);
  }
  const rows = [...leaders.values()].map(({ given, ...printing }) => ({
    ...given,
    ...printing,
    id: printing.statementId,
    wordingDigest: printing.digest,
    originId: recorder.originId,
  }));
  const isNew = ({ id }: { id: number }) => made.has(id);
  const touched = await upsert(
    database,
    STATEMENT,
    rows.filter((row) => !isNew(row)),
  );
  const added = rows.filter(isNew);
  await insert(database, NEW_STATEMENT, await nameStatements(database, added));
  const parties = [...leaders.values()].map(({ statementId, parties: given }) => ({ statementId, parties: given }));
  const changed = await writeParties(database, recorder, parties, made);
  return new Set([...[...touched, ...added].map(({ id }) => id), ...changed]);
}
