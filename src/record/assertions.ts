import { columnOf, type PartTable } from "../archive/tables/table.ts";
import { assertionTable } from "../archive/tables/vouched.ts";
import type { Database } from "../database.ts";
import { type AssertionSubject, type NodeType, Prisma } from "../generated/prisma/client.ts";
import { insert } from "./write.ts";

const { sql } = Prisma;

/** Who records: the origin, and what it has in common with earlier versions of itself. */
export interface Recorder {
  originId: number;
  /** The origins of the same kind and name: what they have recorded is this one's to change. */
  lineage: readonly number[];
  /** What it asserts, as far as this record has come: rows that were there, and rows that it has made. */
  readonly found: Assertion[];
  readonly made: Assertion[];
}

/**
 * Notes that the origin has made rows which no assertion tells of, in the midst of what was there before: taken back, it takes
 * them along. A revision without a value before is one of a row that was not there. Where an editor records, the triggers note it.
 *
 * @param keys the rows' primary keys, by field
 */
export async function noteInserted(
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
/* record.made */
INSERT INTO revision (origin_id, change_id, table_name, key, node, node_id, before, after)
SELECT ${originId}::int, current_change(${originId}::int), ${table}, key, ${node}::"NodeType", (key ->> ${owner})::int, '{}', '{}'
FROM jsonb_array_elements(${JSON.stringify(named)}::jsonb) AS key
WHERE current_setting('onrecord.editing', TRUE) IS DISTINCT FROM 'on'`,
  );
}

/** The key of a row: its id, or both halves of a key of two. */
export type SubjectKey = number | readonly [number, number];

/** A row that the recorder's origin asserts. */
export interface Assertion {
  subject: AssertionSubject;
  subjectId: number;
  otherId: number;
}

/**
 * Takes down that the origin asserts the rows, whether it has made them or found them there: what an import made is taken back
 * with it only where nobody else asserts it too. `writeAssertions` writes it.
 *
 * @param isMade whether this record has made the rows, so that nobody can have asserted them
 */
export function vouchFor(
  { found, made }: Recorder,
  subject: AssertionSubject,
  keys: Iterable<SubjectKey>,
  isMade: (key: SubjectKey) => boolean = () => false,
): void {
  for (const key of keys) {
    const [id, other] = typeof key === "number" ? [key, 0] : key;
    (isMade(key) ? made : found).push({ subject, subjectId: id, otherId: other });
  }
}

/** Writes all that was taken down, at the end of a record, in two statements at most. */
export async function writeAssertions(database: Database, { originId, found, made }: Recorder): Promise<void> {
  const signed = made.map((assertion) => ({ ...assertion, originId }));
  await insert(database, assertionTable, signed);
  if (found.length === 0) return;
  await database.query(
    sql`
/* record.assert */
INSERT INTO assertion (subject, subject_id, other_id, origin_id)
SELECT DISTINCT given.subject::"AssertionSubject", given.id, given.other, ${originId}::int
FROM unnest(
  ${found.map(({ subject }) => subject)}::text[],
  ${found.map(({ subjectId }) => subjectId)}::int[],
  ${found.map(({ otherId }) => otherId)}::int[]
) AS given (subject, id, other)
ON CONFLICT DO NOTHING`,
  );
}
