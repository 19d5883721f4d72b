import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { named } from "../lists.ts";
import { writeAppearances } from "./appearances.ts";
import { giveKeys, type KeyedPrinting } from "./keys.ts";
import { type Printing, printingKey } from "./printings.ts";
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

/**
 * Records what articles print, and removes what this origin no longer says of them. A printing that is there already is
 * known by its article, passage and speaker; one that another origin has recorded is left as it is.
 *
 * @param articleIds the articles that the printings are all of
 */
export async function recordStatements(
  database: Database,
  originId: number,
  articleIds: readonly number[],
  printings: readonly Printing[],
): Promise<void> {
  const stored = await findStored(database, articleIds);
  const byKey = new Map(stored.map((printing) => [printingKey(printing), printing]));
  const storedOf = (printing: Printing) => byKey.get(printingKey({ ...printing, ...printing.passage }));
  const own = printings.filter((printing) => (storedOf(printing)?.originId ?? originId) === originId);
  const keptIds = new Set(own.flatMap((printing) => storedOf(printing)?.id ?? []));
  const isGone = (printing: StoredPrinting) => printing.originId === originId && !keptIds.has(printing.id);
  const goneIds = stored.filter(isGone).map(({ id }) => id);
  await database.query(
    named("record.appearance.delete", sql`DELETE FROM appearance WHERE id = ANY (${goneIds}::int[])`),
  );
  const staying = stored.filter((printing) => !isGone(printing));
  const keyed = await giveKeys(database, own, storedOf, staying);
  const statementIds = [...new Set(keyed.map(({ statementId }) => statementId))];
  const elsewhere = await findElsewhere(database, statementIds, [...keptIds]);
  await writeLeaders(database, originId, keyed, elsewhere);
  await writeTags(database, keyed, elsewhere);
  await writeAppearances(database, originId, keyed);
  await removeUnprinted(
    database,
    stored.map(({ statementId }) => statementId),
  );
}

/** A statement is what its oldest entry says it is: the others print the same words. */
async function writeLeaders(
  database: Database,
  originId: number,
  printings: readonly KeyedPrinting[],
  elsewhere: ReadonlyMap<number, number>,
): Promise<void> {
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
  await upsert(database, STATEMENT, rows);
}

/** A statement's topics are those of all its printings; only where all are in this record is one taken away. */
async function writeTags(
  database: Database,
  printings: readonly KeyedPrinting[],
  elsewhere: ReadonlyMap<number, number>,
): Promise<void> {
  const columns = { statement_id: "int", topic_id: "int" };
  const tags = printings.flatMap(({ statementId, topicIds }) =>
    topicIds.map((topicId) => ({ statement_id: statementId, topic_id: topicId })),
  );
  const whole = printings.map(({ statementId }) => statementId).filter((id) => !elsewhere.has(id));
  await database.query(
    named(
      "record.statement_tag.delete",
      sql`
DELETE FROM statement_tag
WHERE statement_id = ANY (${whole}::int[])
  AND (statement_id, topic_id) NOT IN (SELECT given.statement_id, given.topic_id FROM ${given(columns, tags)})`,
    ),
  );
  const distinct = [...new Map(tags.map((tag) => [`${tag.statement_id} ${tag.topic_id}`, tag])).values()];
  await upsert(
    database,
    { table: "statement_tag", key: ["statement_id", "topic_id"], columns, nulls: "store" },
    distinct,
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
