import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { named } from "../lists.ts";
import { writeAppearances } from "./appearances.ts";
import { assertRows, type Recorder } from "./assertions.ts";
import { giveKeys, type KeyedPrinting } from "./keys.ts";
import type { Printing } from "./printings.ts";
import { type Fate, recognize } from "./recognize.ts";
import { given, type Target, upsert } from "./rows.ts";
import { findElsewhere, findStored, type StoredPrinting } from "./stored.ts";

const { sql } = Prisma;

const STATEMENT: Target = {
  table: "statement",
  key: ["id"],
  columns: {
    id: "int",
    speaker_id: "int",
    speaker_status: '"SpeakerStatus"',
    text: "text",
    kind: '"StatementKind"',
    wording_digest: "text",
    said_at: "timestamptz",
    said_at_precision: '"DatePrecision"',
    said_at_basis: '"SaidAtBasis"',
    language: "text",
    original_language: "text",
    status: '"StatementStatus"',
    status_reason: "text",
    origin_id: "int",
  },
  nulls: "store",
};

const TAG: Target = {
  table: "statement_tag",
  key: ["statement_id", "topic_id", "basis"],
  columns: { statement_id: "int", topic_id: "int", basis: '"TagBasis"' },
  nulls: "store",
};

/** The articles whose printings are recorded, and whether each is recorded with all that it prints. */
export interface PrintedArticle {
  id: number;
  isWhole: boolean;
}

/** What recording statements did: to how many printings, and to the passages that were there before. */
export interface RecordedStatements {
  made: number;
  changed: number;
  /** Among them what others had recorded, which stays as they have it. */
  unchanged: number;
  passages: Record<Fate | "gone", number>;
}

/**
 * Records what articles print, and removes what this origin no longer says of those that are whole. A printing that another
 * origin has recorded is left as it is, and asserted.
 */
export async function recordStatements(
  database: Database,
  recorder: Recorder,
  articles: readonly PrintedArticle[],
  printings: readonly Printing[],
): Promise<RecordedStatements> {
  const stored = await findStored(
    database,
    recorder,
    articles.map(({ id }) => id),
  );
  const recognized = recognize(printings, stored);
  const storedOf = (printing: Printing) => recognized.get(printing)?.stored;
  const own = printings.filter((printing) => storedOf(printing)?.isOwn ?? true);
  const seen = new Set(printings.flatMap((printing) => storedOf(printing)?.id ?? []));
  const wholeIds = new Set(articles.filter(({ isWhole }) => isWhole).map(({ id }) => id));
  const gone = stored.filter(({ id, isAsserted, articleId }) => isAsserted && !seen.has(id) && wholeIds.has(articleId));
  const removedIds = await withdraw(database, recorder, gone);

  const staying = stored.filter(({ id }) => !removedIds.has(id));
  const keyed = await giveKeys(database, own, storedOf, staying);
  const statementIds = [...new Set(keyed.map(({ statementId }) => statementId))];
  const keptIds = own.flatMap((printing) => storedOf(printing)?.id ?? []);
  const elsewhere = await findElsewhere(database, statementIds, keptIds);
  const touchedStatements = await writeLeaders(database, recorder, keyed, elsewhere);
  const isReread = ({ id, statementId, isRetitled }: KeyedPrinting) =>
    isRetitled || touchedStatements.has(statementId) || !seen.has(id);
  const retagged = await writeTags(database, recorder, keyed, elsewhere, isReread);
  const touchedAppearances = await writeAppearances(database, recorder, keyed);
  const ids = keyed.map(({ id }) => id);
  await assertRows(database, recorder, "APPEARANCE", new Set([...ids, ...seen]));
  await removeUnprinted(
    database,
    stored.map(({ statementId }) => statementId),
  );

  const made = own.length - keptIds.length;
  const touched = keyed.filter(
    ({ id, statementId }) =>
      touchedAppearances.has(id) || touchedStatements.has(statementId) || retagged.has(statementId),
  );
  const isNew = new Set(keyed.map(({ id }) => id).filter((id) => !seen.has(id)));
  const changed = touched.filter(({ id }) => !isNew.has(id)).length;
  const passages = { unchanged: 0, moved: 0, reworded: 0, gone: gone.length };
  for (const { fate } of recognized.values()) passages[fate] += 1;
  return { made, changed, unchanged: printings.length - made - changed, passages };
}

/** Takes back what this origin says no longer; what nobody else says either is removed. Answers the ids of that. */
async function withdraw(
  database: Database,
  { lineage }: Recorder,
  gone: readonly StoredPrinting[],
): Promise<ReadonlySet<number>> {
  const alone = gone.filter(({ isAssertedByOthers }) => !isAssertedByOthers).map(({ id }) => id);
  const shared = gone.filter(({ isAssertedByOthers }) => isAssertedByOthers).map(({ id }) => id);
  await database.query(named("record.appearance.delete", sql`DELETE FROM appearance WHERE id = ANY (${alone}::int[])`));
  await database.query(
    named(
      "record.appearance.leave",
      sql`
WITH withdrawn AS (
  DELETE FROM assertion
  WHERE subject = 'APPEARANCE' AND subject_id = ANY (${shared}::int[]) AND origin_id = ANY (${lineage}::int[])
)
UPDATE appearance
SET origin_id = (
  SELECT min(origin_id) FROM assertion
  WHERE subject = 'APPEARANCE' AND subject_id = appearance.id AND origin_id <> ALL (${lineage}::int[])
)
WHERE id = ANY (${shared}::int[]) AND origin_id = ANY (${lineage}::int[])`,
    ),
  );
  return new Set(alone);
}

/** A statement is what its oldest entry says it is: the others print the same words. */
async function writeLeaders(
  database: Database,
  { originId }: Recorder,
  printings: readonly KeyedPrinting[],
  elsewhere: ReadonlyMap<number, number>,
): Promise<ReadonlySet<number>> {
  const leaders = new Map<number, KeyedPrinting>();
  for (const printing of printings) {
    const oldest =
      leaders.get(printing.statementId)?.id ?? elsewhere.get(printing.statementId) ?? Number.POSITIVE_INFINITY;
    if (printing.id < oldest) leaders.set(printing.statementId, printing);
  }
  const rows = [...leaders.values()].map(({ given: statement, ...printing }) => ({
    id: printing.statementId,
    speaker_id: printing.speakerId,
    speaker_status: printing.speakerStatus,
    text: statement.text,
    kind: statement.kind,
    wording_digest: printing.digest,
    said_at: printing.saidAt,
    said_at_precision: printing.saidAtPrecision,
    said_at_basis: printing.saidAtBasis,
    language: printing.language,
    original_language: statement.originalLanguage,
    status: statement.status,
    status_reason: statement.statusReason,
    origin_id: originId,
  }));
  const touched = await upsert<{ id: number }>(database, STATEMENT, rows);
  return new Set(touched.map(({ id }) => id));
}

/**
 * A statement's topics are those of all its printings; only where all are in this record is one taken away. What its text
 * and headline name is written when these are new: a topic that was added to the archive since is not for a record of the
 * same words to apply or to withdraw. Answers the statements whose tags have changed.
 */
async function writeTags(
  database: Database,
  recorder: Recorder,
  printings: readonly KeyedPrinting[],
  elsewhere: ReadonlyMap<number, number>,
  isReread: (printing: KeyedPrinting) => boolean,
): Promise<ReadonlySet<number>> {
  const all = printings.flatMap((printing) =>
    printing.tags
      .filter(({ basis }) => basis === "STATED" || isReread(printing))
      .map(({ topicId, basis }) => ({ statement_id: printing.statementId, topic_id: topicId, basis })),
  );
  const tags = [...new Map(all.map((tag) => [Object.values(tag).join(" "), tag])).values()];
  const whole = printings.filter(({ statementId }) => !elsewhere.has(statementId));
  const read = whole.filter((printing) => printing.given.mentions !== undefined && isReread(printing));
  const removed = await removeTags(database, tags, idsOf(whole), idsOf(read));
  const added = await upsert<{ statement_id: number }>(database, TAG, tags);
  const stated = tags.filter(({ basis }) => basis === "STATED");
  await assertRows(
    database,
    recorder,
    "STATEMENT_TAG",
    stated.map((tag) => [tag.statement_id, tag.topic_id]),
  );
  return new Set([...removed, ...added].map(({ statement_id: id }) => id));
}

function idsOf(printings: readonly KeyedPrinting[]): number[] {
  return printings.map(({ statementId }) => statementId);
}

/** Removes the tags that are not among those given: stated ones of some statements, others of those whose words were read. */
function removeTags(
  database: Database,
  tags: readonly object[],
  wholeIds: readonly number[],
  readIds: readonly number[],
): Promise<{ statement_id: number }[]> {
  return database.query(
    named(
      "record.statement_tag.delete",
      sql`
DELETE FROM statement_tag
WHERE statement_id = ANY (${wholeIds}::int[])
  AND (basis = 'STATED' OR statement_id = ANY (${readIds}::int[]))
  AND (statement_id, topic_id, basis) NOT IN (
    SELECT given.statement_id, given.topic_id, given.basis FROM ${given(TAG.columns, tags)}
  )
RETURNING statement_id`,
    ),
  );
}

/** A statement that nothing prints any more is none. */
async function removeUnprinted(database: Database, statementIds: readonly number[]): Promise<void> {
  await database.query(
    named(
      "record.statement.delete",
      sql`
DELETE FROM statement
WHERE id = ANY (${statementIds}::int[])
  AND NOT EXISTS (SELECT FROM appearance WHERE appearance.statement_id = statement.id)`,
    ),
  );
}
