import type { Database } from "../../database.ts";
import { type AssertionSubject, Prisma } from "../../generated/prisma/client.ts";
import { named } from "../lists.ts";

const { sql } = Prisma;

/** Who records: the origin, and what it has in common with earlier versions of itself. */
export interface Recorder {
  originId: number;
  /** The origins of the same kind and name: what they have recorded is this one's to change. */
  lineage: readonly number[];
}

/**
 * Notes that the origin has made rows which no assertion tells of, in the midst of what was there before: taken back, it takes
 * them along. A revision without a value before is one of a row that was not there.
 *
 * @param keys the rows' primary keys, by column
 */
export async function noteMade(
  database: Database,
  { originId }: Recorder,
  table: "statement_tag" | "appearance_span" | "related_article",
  keys: readonly object[],
): Promise<void> {
  if (keys.length === 0) return;
  await database.query(
    named(
      "record.made",
      sql`
INSERT INTO revision (origin_id, table_name, key, before, after)
SELECT ${originId}::int, ${table}, key, '{}', '{}'
FROM jsonb_array_elements(${JSON.stringify(keys)}::jsonb) AS key`,
    ),
  );
}

/** The key of a row: its id, or both halves of a key of two. */
export type SubjectKey = number | readonly [number, number];

/**
 * Notes that the origin asserts the rows, whether it has made them or found them there: what an import made is taken back
 * with it only where nobody else asserts it too.
 */
export async function assertRows(
  database: Database,
  { originId }: Recorder,
  subject: AssertionSubject,
  keys: Iterable<SubjectKey>,
): Promise<void> {
  const pairs = [...keys].map((key) => (typeof key === "number" ? ([key, 0] as const) : key));
  if (pairs.length === 0) return;
  await database.query(
    named(
      "record.assert",
      sql`
INSERT INTO assertion (subject, subject_id, other_id, origin_id)
SELECT DISTINCT ${subject}::"AssertionSubject", given.id, given.other, ${originId}::int
FROM unnest(${pairs.map(([id]) => id)}::int[], ${pairs.map(([, other]) => other)}::int[]) AS given (id, other)
ON CONFLICT DO NOTHING`,
    ),
  );
}
