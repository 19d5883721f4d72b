import { isUnchecked, statusSeenBy } from "../archive/unchecked.ts";
import type { Database } from "../database.ts";
import { Prisma, type StatementKind, type StatementStatus } from "../generated/prisma/client.ts";
import type { Printing } from "./printings.ts";

const { sql } = Prisma;

// When are two printings one statement? If the same speaker says the same direct wording at nearly the same time:
// newspapers print one utterance many times. `wordingDigest` (text/wording.ts) says when wordings are the same. Or if an archive
// that wrote the documents called them one statement: the same UUID, text and speaker. What nobody vouches for (PROPOSED,
// REJECTED) is no printing of a published statement, nor the other way round, until an editor publishes it.

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
  uuid: string;
  isOnlyPrinting: boolean;
}

/** A stored statement that a printing can be found to be of. */
export interface Candidate extends StoredStatement {
  uuid: string;
  kind: StatementKind;
  status: StatementStatus;
  text: string;
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

/** Returns whether the words of a statement of this status can make it one with others. */
function canJoin({ status }: { status: StatementStatus }): boolean {
  return !isUnchecked(status);
}

function distance(one: Utterance, other: Utterance): number {
  return Math.abs(one.saidAt.getTime() - other.saidAt.getTime());
}

/** Finds the stored statements that have the speaker and the wording of one of the printings, or the UUID. */
export async function findCandidates(database: Database, printings: readonly Printing[]): Promise<Candidate[]> {
  const mergeable = printings.filter((one) => one.digest !== null && one.speakerId !== null && canJoin(one.given));
  const uuids = printings.flatMap(({ naming }) => naming.given ?? []);
  if (mergeable.length + uuids.length === 0) return [];
  return database.query(
    sql`
/* record.statement.candidates */
SELECT id, uuid, kind::text AS kind, status::text AS status, text, speaker_id AS "speakerId", wording_digest AS digest, said_at AS "saidAt"
FROM statement
WHERE id IN (
  SELECT id
  FROM statement
  WHERE (wording_digest, speaker_id) IN (
    SELECT * FROM unnest(${mergeable.map(({ digest }) => digest)}::text[], ${mergeable.map(({ speakerId }) => speakerId)}::bigint[])
  ) AND ${statusSeenBy({ seesUnchecked: false }, sql`status`)}
  UNION SELECT id FROM statement WHERE uuid = ANY (${uuids}::uuid[]) -- with OR it would read the whole table
)
ORDER BY id`,
  );
}

/**
 * Finds the published statement that another is a printing of: of those that are the same, the nearest in time. Null without one, and
 * for a statement with stances or parties, which a printing cannot have.
 */
export async function findSameStatement(database: Database, id: number): Promise<number | null> {
  const [same] = await database.query<{ id: number }>(
    sql`
/* record.statement.same */
SELECT same.id
FROM statement AS own
JOIN statement AS same ON (same.wording_digest, same.speaker_id) = (own.wording_digest, own.speaker_id)
  AND same.id <> own.id AND same.status = 'PUBLISHED'
  AND same.said_at BETWEEN own.said_at - make_interval(days => ${SAME_UTTERANCE_DAYS}) AND own.said_at + make_interval(days => ${SAME_UTTERANCE_DAYS})
WHERE own.id = ${id}::bigint AND NOT EXISTS (SELECT FROM stance WHERE statement_id = own.id)
  AND NOT EXISTS (SELECT FROM statement_party WHERE statement_id = own.id)
ORDER BY abs(extract(epoch FROM same.said_at - own.said_at)), same.id
LIMIT 1`,
  );
  return same?.id ?? null;
}

/** Returns the key that printings of one statement have in the documents of an archive; null without a UUID. */
function nameKeyOf(uuid: string | null, { speakerId, kind, text }: Pick<Candidate, "speakerId" | "kind" | "text">) {
  return uuid && JSON.stringify([uuid, speakerId, kind, text]);
}

/**
 * Assigns every printing to a statement: to the one that its document names or the nearest in time of those that are the
 * same, otherwise to one of its own.
 *
 * @param current returns the statement that the printing belongs to now; undefined for a new printing
 * @param candidates the stored statements that can be a printing's (`findCandidates`)
 * @param newId takes the id for a statement that does not exist yet
 */
export function assignStatements(
  printings: readonly Printing[],
  current: (printing: Printing) => CurrentStatement | undefined,
  candidates: readonly Candidate[],
  newId: () => number,
): Map<Printing, number> {
  const assigned = new Map<Printing, number>();
  const rewritten = new Set(printings.flatMap((printing) => current(printing)?.id ?? []));
  const others = candidates.filter(({ id }) => !rewritten.has(id));
  const known = openKnown(others.filter(canJoin));
  const named = new Map<string | null, number>(others.map((other) => [nameKeyOf(other.uuid, other), other.id]));
  const keyOfName = ({ naming, speakerId, given }: Printing) => nameKeyOf(naming.given, { speakerId, ...given });
  const assign = (printing: Printing, { id, saidAt }: { id: number; saidAt: Date }) => {
    assigned.set(printing, id);
    const { speakerId, digest } = printing;
    if (digest !== null && canJoin(printing.given)) known.add({ id, saidAt, speakerId, digest });
    named.set(keyOfName(printing), id);
  };
  const keeps = (printing: Printing, own: CurrentStatement) =>
    isSameStatement(printing, own) || (printing.naming.given === own.uuid && printing.speakerId === own.speakerId);
  // First those that keep their statement, so that the others can join them.
  for (const printing of printings) {
    const own = current(printing);
    if (own && keeps(printing, own)) assign(printing, own.isOnlyPrinting ? { ...own, saidAt: printing.saidAt } : own);
  }
  for (const printing of printings) {
    if (assigned.has(printing)) continue;
    const own = current(printing);
    const namesake = keyOfName(printing) && named.get(keyOfName(printing));
    const alike = canJoin(printing.given) ? known.findNearest(printing) : undefined;
    const same = namesake ? { id: namesake, saidAt: printing.saidAt } : alike;
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
