import { statementPartyTable } from "../archive/tables/statement.ts";
import { without } from "../archive/tables/table.ts";
import type { Database } from "../database.ts";
import { PartyRole, Prisma } from "../generated/prisma/client.ts";
import { logInserted, type Recorder } from "./assertions.ts";
import { insert, rowsAsTable } from "./write.ts";

const { sql } = Prisma;

/** The parties of a statement other than its speaker, by id, each list in its order and without repetitions. */
export type GivenParties = Readonly<Record<PartyRole, readonly number[]>>;

/** A statement, and the parties that it has from now on. */
export interface StatementParties {
  statementId: number;
  parties: GivenParties;
}

const PARTY = { table: "statement_party", fields: without(statementPartyTable.fields, "createdAt") } as const;

/**
 * Returns the ids of the speakers in a list, each once, without the statement's own speaker. In a document several slugs may mean
 * one speaker: they have been merged since it was written.
 */
export function partyIds(ids: readonly number[], speakerId: number | null): number[] {
  return [...new Set(ids)].filter((id) => id !== speakerId);
}

/**
 * Writes the addressees of statements, and those by way of whom they come. A list that has not changed is not written, even if a
 * merge of speakers has left a gap in its positions. The statements themselves must be written before, with their speakers.
 *
 * @param made the statements that this record has inserted: they have no parties yet
 * @returns the ids of the other statements whose parties have changed
 */
export async function writeParties(
  database: Database,
  recorder: Recorder,
  statements: readonly StatementParties[],
  made: ReadonlySet<number>,
): Promise<ReadonlySet<number>> {
  const added = statements.filter(({ statementId }) => made.has(statementId));
  await insert(database, PARTY, added.flatMap(partyRows));
  const known = statements.filter(({ statementId }) => !made.has(statementId));
  const stored = await readPartyIds(
    database,
    known.map(({ statementId }) => statementId),
  );
  const changed = known.filter(
    ({ statementId, parties }) =>
      JSON.stringify(orderedParties(parties)) !== JSON.stringify(orderedParties(stored.get(statementId))),
  );
  if (changed.length === 0) return new Set();
  await replace(database, recorder, changed);
  return new Set(changed.map(({ statementId }) => statementId));
}

/** Reads the parties of statements; a statement without any is missing from the result. */
export async function readPartyIds(
  database: Database,
  statementIds: readonly number[],
): Promise<ReadonlyMap<number, GivenParties>> {
  if (statementIds.length === 0) return new Map();
  const rows = await database.query<{ id: number } & GivenParties>(
    sql`
/* record.statement_party.stored */
SELECT statement_id AS id,
  COALESCE(array_agg(speaker_id ORDER BY position) FILTER (WHERE role = 'ADDRESSEE'), '{}') AS "ADDRESSEE",
  COALESCE(array_agg(speaker_id ORDER BY position) FILTER (WHERE role = 'VIA'), '{}') AS "VIA"
FROM statement_party
WHERE statement_id = ANY (${statementIds}::bigint[])
GROUP BY statement_id`,
  );
  return new Map(rows.map(({ id, ...parties }) => [id, parties]));
}

/** Deletes the rows that are no longer given, and inserts those that are new. A row is never updated. */
async function replace(database: Database, recorder: Recorder, statements: readonly StatementParties[]): Promise<void> {
  const rows = statements.flatMap(partyRows);
  const given = rowsAsTable(PARTY.fields, rows);
  await database.query(
    sql`
/* record.statement_party.delete */
DELETE FROM statement_party
WHERE statement_id = ANY (${statements.map(({ statementId }) => statementId)}::bigint[])
  AND (statement_id, role, position, speaker_id) NOT IN (
    SELECT given.statement_id, given.role, given.position, given.speaker_id FROM ${given}
  )`,
  );
  const keys = await database.query<object>(
    sql`
/* record.statement_party */
INSERT INTO statement_party (statement_id, role, position, speaker_id)
SELECT given.statement_id, given.role, given.position, given.speaker_id
FROM ${given}
ON CONFLICT (statement_id, role, position) DO NOTHING
RETURNING statement_id AS "statementId", role::text AS role, position`,
  );
  await logInserted(database, recorder, statementPartyTable, keys);
}

function partyRows({ statementId, parties }: StatementParties) {
  return Object.values(PartyRole).flatMap((role) =>
    parties[role].map((speakerId, position) => ({ statementId, role, position, speakerId })),
  );
}

function orderedParties(parties: GivenParties | undefined): (readonly number[])[] {
  return Object.values(PartyRole).map((role) => parties?.[role] ?? []);
}
