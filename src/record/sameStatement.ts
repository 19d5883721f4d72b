import type { Database } from "../database.ts";
import { Prisma } from "../generated/prisma/client.ts";
import type { Printing } from "./printings.ts";

const { sql } = Prisma;

// When are two printings one statement? If the same speaker says the same direct wording at nearly the same time:
// newspapers print one utterance many times. `wordingDigest` (text/wording.ts) says when wordings are the same.

/** How far apart two printings of the same words may be dated and still be of one utterance. */
const SAME_UTTERANCE_DAYS = 30;
const DAY_MS = 86_400_000;

/** A statement as far as others are compared with it. */
export interface StoredStatement {
  id: number;
  speakerId: number | null;
  digest: string | null;
  saidAt: Date;
}

/** The statement of a stored printing. */
export interface CurrentStatement extends StoredStatement {
  isOnlyPrinting: boolean;
}

type Utterance = Omit<StoredStatement, "id">;

/** Returns whether a printing is of the statement. Nobody knows whether two unnamed speakers are one. */
export function isSameStatement(printing: Utterance, statement: Utterance): boolean {
  return (
    printing.digest !== null &&
    printing.digest === statement.digest &&
    printing.speakerId !== null &&
    printing.speakerId === statement.speakerId &&
    distance(printing, statement) <= SAME_UTTERANCE_DAYS * DAY_MS
  );
}

function distance(one: Utterance, other: Utterance): number {
  return Math.abs(one.saidAt.getTime() - other.saidAt.getTime());
}

/** Finds the stored statements that have the speaker and the wording of one of the printings. */
export async function findSameWording(database: Database, printings: readonly Utterance[]): Promise<StoredStatement[]> {
  const mergeable = printings.filter(({ digest, speakerId }) => digest !== null && speakerId !== null);
  if (mergeable.length === 0) return [];
  return database.query(
    sql`
/* record.statement.candidates */
SELECT id, speaker_id AS "speakerId", wording_digest AS digest, said_at AS "saidAt"
FROM statement
WHERE (wording_digest, speaker_id) IN (
  SELECT * FROM unnest(${mergeable.map(({ digest }) => digest)}::text[], ${mergeable.map(({ speakerId }) => speakerId)}::int[])
)
ORDER BY id`,
  );
}

/**
 * Assigns every printing to a statement: to the nearest in time of those that are the same, otherwise to one of its
 * own.
 *
 * @param current returns the statement that the printing belongs to now; undefined for a new printing
 * @param candidates the stored statements that share speaker and wording with a printing (`findSameWording`)
 * @param newId takes the id for a statement that does not exist yet
 */
export function assignStatements(
  printings: readonly Printing[],
  current: (printing: Printing) => CurrentStatement | undefined,
  candidates: readonly StoredStatement[],
  newId: () => number,
): Map<Printing, number> {
  const assigned = new Map<Printing, number>();
  const rewritten = new Set(printings.flatMap((printing) => current(printing)?.id ?? []));
  const known = openKnown(candidates.filter(({ id }) => !rewritten.has(id)));
  const assign = (printing: Printing, { id, saidAt }: { id: number; saidAt: Date }) => {
    assigned.set(printing, id);
    const { speakerId, digest } = printing;
    if (digest !== null) known.add({ id, saidAt, speakerId, digest });
  };
  // First those that keep their statement, so that the others can join them.
  for (const printing of printings) {
    const own = current(printing);
    if (own && isSameStatement(printing, own))
      assign(printing, own.isOnlyPrinting ? { ...own, saidAt: printing.saidAt } : own);
  }
  for (const printing of printings) {
    if (assigned.has(printing)) continue;
    const own = current(printing);
    const same = known.findNearest(printing);
    assign(printing, same ?? { id: own?.isOnlyPrinting ? own.id : newId(), saidAt: printing.saidAt });
  }
  return assigned;
}

/** Opens a collection of statements, to find those with the speaker and wording of a printing. */
function openKnown(statements: readonly StoredStatement[]) {
  const known = new Map<string, StoredStatement[]>();
  const keyOfWording = ({ speakerId, digest }: Utterance) => `${speakerId} ${digest}`;
  const add = (statement: StoredStatement): void => {
    const key = keyOfWording(statement);
    const alike = known.get(key) ?? [];
    if (!alike.some(({ id }) => id === statement.id)) known.set(key, [...alike, statement]);
  };
  const findNearest = (printing: Utterance): StoredStatement | undefined =>
    (known.get(keyOfWording(printing)) ?? [])
      .filter((statement) => isSameStatement(printing, statement))
      .sort((one, other) => distance(printing, one) - distance(printing, other) || one.id - other.id)[0];
  for (const statement of statements) add(statement);
  return { add, findNearest };
}
