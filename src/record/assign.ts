import { SAME_UTTERANCE_DAYS } from "../text/wording.ts";
import type { Printing } from "./printings.ts";

/** A statement that is stored already. */
export interface StoredStatement {
  id: number;
  speakerId: number | null;
  digest: string | null;
  saidAt: Date;
}

/** The statement that a stored printing is of, and whether it is the only printing of it. */
export interface CurrentStatement extends StoredStatement {
  isOnlyPrinting: boolean;
}

const DAY_MS = 86_400_000;

/**
 * Which statement each printing is of (model: "One statement, many printings"), in their order: the same speaker's same
 * direct wording at nearly the same time is one; every other printing has a statement of its own, and keeps it.
 *
 * @param current what the printing is of now; undefined for a new one
 * @param candidates the stored statements whose speaker and wording a printing of this record has
 * @param newId takes the id for a statement that is not there yet
 */
export function assignStatements(
  printings: readonly Printing[],
  current: (printing: Printing) => CurrentStatement | undefined,
  candidates: readonly StoredStatement[],
  newId: () => number,
): Map<Printing, number> {
  const assigned = new Map<Printing, number>();
  const rewritten = new Set(printings.flatMap((printing) => current(printing)?.id ?? []));
  const known = new Map<string, StoredStatement[]>();
  const knownLike = ({ speakerId, digest }: Pick<Printing, "speakerId" | "digest">): StoredStatement[] =>
    known.get(`${speakerId} ${digest}`) ?? [];
  const remember = (statement: StoredStatement): void => {
    const { id, speakerId, digest } = statement;
    const alike = knownLike(statement);
    if (!alike.some((other) => other.id === id)) known.set(`${speakerId} ${digest}`, [...alike, statement]);
  };
  for (const candidate of candidates) if (!rewritten.has(candidate.id)) remember(candidate);
  const assign = (printing: Printing, { id, saidAt }: { id: number; saidAt: Date }) => {
    assigned.set(printing, id);
    const { speakerId, digest } = printing;
    if (digest !== null) remember({ id, saidAt, speakerId, digest });
  };
  // First those that stay where they are, so that the others find them there.
  for (const printing of printings) {
    const own = current(printing);
    if (own && isSameStatement(printing, own))
      assign(printing, own.isOnlyPrinting ? { ...own, saidAt: printing.saidAt } : own);
  }
  for (const printing of printings) {
    if (assigned.has(printing)) continue;
    const own = current(printing);
    const same = knownLike(printing)
      .filter((statement) => isSameStatement(printing, statement))
      .sort(nearest(printing))[0];
    assign(printing, same ?? { id: own?.isOnlyPrinting ? own.id : newId(), saidAt: printing.saidAt });
  }
  return assigned;
}

function isSameStatement(printing: Printing, statement: StoredStatement): boolean {
  return (
    printing.digest !== null &&
    printing.digest === statement.digest &&
    printing.speakerId !== null &&
    printing.speakerId === statement.speakerId &&
    distance(printing, statement) <= SAME_UTTERANCE_DAYS * DAY_MS
  );
}

function distance(printing: Printing, statement: StoredStatement): number {
  return Math.abs(printing.saidAt.getTime() - statement.saidAt.getTime());
}

function nearest(printing: Printing) {
  return (one: StoredStatement, other: StoredStatement) =>
    distance(printing, one) - distance(printing, other) || one.id - other.id;
}
