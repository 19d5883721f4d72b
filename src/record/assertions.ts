import { columnOf, type PartTable } from "../archive/tables/table.ts";
import { assertionTable } from "../archive/tables/vouched.ts";
import type { Database } from "../database.ts";
import { type AssertionSubject, type NodeType, type OriginKind, Prisma } from "../generated/prisma/client.ts";
import { insert } from "./write.ts";

const { sql } = Prisma;

/**
 * Who records, for the length of one transaction. It travels through everything that writes rows, and collects on the
 * way what its origin asserts: `openRecorder` makes it, `vouchFor` adds to it, `writeAssertions` writes the collection
 * at the end.
 */
export interface Recorder {
  readonly originId: number;
  readonly kind: OriginKind;
  /** The origins of the same kind and name: what they have recorded, this one may change. */
  readonly lineage: readonly number[];
  readonly pending: PendingAssertions;
}

/** Assertions that are collected and not yet written. */
interface PendingAssertions {
  /** About rows that this record has inserted, so that nobody can have asserted them before. */
  ofInserted: Assertion[];
  /** About rows that may have existed before. */
  ofExisting: Assertion[];
}

/**
 * Logs that the origin has inserted rows which no assertion covers into a noun that was there before, so that undoing
 * the import removes them. A revision with neither a value before nor one after stands for an inserted row. When an
 * editor records, triggers log it instead.
 *
 * @param keys the rows' primary keys, by field
 */
export async function logInserted(
  database: Database,
  { originId }: Recorder,
  { table, owner, parents }: PartTable,
  keys: readonly object[],
): Promise<void> {
  if (keys.length === 0) return;
  const node = parents[owner]?.toUpperCase() as NodeType;
  const named = keys.map((key) =>
    Object.fromEntries(Object.entries(key).map(([field, value]) => [columnOf(field), value])),
  );
  await database.query(
    sql`
/* record.logInserted */
INSERT INTO revision (origin_id, change_id, table_name, key, node, node_id, before, after)
SELECT ${originId}::bigint, current_change(${originId}::bigint), ${table}, key, ${node}::"NodeType", (key ->> ${owner})::bigint, '{}', '{}'
FROM jsonb_array_elements(${JSON.stringify(named)}::jsonb) AS key
WHERE current_setting('onrecord.editing', TRUE) IS DISTINCT FROM 'on'`,
  );
}

/** The key of a row: its id, or both columns of a key of two. */
export type SubjectKey = number | readonly [number, number];

/** The row that an assertion is about. */
export interface Assertion {
  subject: AssertionSubject;
  subjectId: number;
  otherId: number;
}

/**
 * Adds to what the origin asserts, whether it has inserted the rows or found them in the archive: undoing an import
 * removes only rows that nobody else asserts. Nothing is written before `writeAssertions`.
 *
 * @param isInserted whether this record has inserted the row, so that nobody can have asserted it before
 */
export function vouchFor(
  { pending: { ofInserted, ofExisting } }: Recorder,
  subject: AssertionSubject,
  keys: Iterable<SubjectKey>,
  isInserted: (key: SubjectKey) => boolean = () => false,
): void {
  for (const key of keys) {
    const [id, other] = typeof key === "number" ? [key, 0] : key;
    (isInserted(key) ? ofInserted : ofExisting).push({ subject, subjectId: id, otherId: other });
  }
}

/** Writes all collected assertions at the end of a record, in two statements at most. */
export async function writeAssertions(
  database: Database,
  { originId, pending: { ofInserted, ofExisting } }: Recorder,
): Promise<void> {
  const signed = ofInserted.map((assertion) => ({ ...assertion, originId }));
  await insert(database, assertionTable, signed);
  if (ofExisting.length === 0) return;
  await database.query(
    sql`
/* record.assert */
INSERT INTO assertion (subject, subject_id, other_id, origin_id)
SELECT DISTINCT given.subject::"AssertionSubject", given.id, given.other, ${originId}::bigint
FROM unnest(
  ${ofExisting.map(({ subject }) => subject)}::text[],
  ${ofExisting.map(({ subjectId }) => subjectId)}::bigint[],
  ${ofExisting.map(({ otherId }) => otherId)}::bigint[]
) AS given (subject, id, other)
ON CONFLICT DO NOTHING`,
  );
}
