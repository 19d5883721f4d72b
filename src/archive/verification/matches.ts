import type { Database } from "../../database.ts";
import type { Appearance } from "../../generated/prisma/client.ts";
import { type Likeness, likenessOf } from "../../text/likeness.ts";
import { comparableWords } from "../../text/words.ts";
import * as appearances from "../appearances.ts";
import type { StatementRow } from "../statements/rows.ts";

/** From the best to the worst. */
const WORDINGS = ["EXACT", "NORMALISED", "PARTIAL", "NONE"] as const;
export type QuoteWording = (typeof WORDINGS)[number];

/** A statement compared with a quotation. */
export interface ComparedStatement extends Likeness {
  statement: StatementRow;
  /** The printing that comes nearest. */
  appearance: Appearance | null;
}

/** The most of which the printings are compared, and the most that are returned. */
const [MOST_PRINTED, MOST_TOLD] = [20, 10];

/** The most words that are compared in all: the words of the quotation, counted once for each statement. */
const MOST_WORDS_COMPARED = 4_000;

/** Compares the statements, and their printings, with the quotation; returns those that have it, or a good part of it, the nearest first. */
export async function compareAll(
  database: Database,
  quote: string,
  statements: readonly StatementRow[],
): Promise<ComparedStatement[]> {
  if (statements.length === 0) return [];
  const likest = mostShared(quote, statements)
    .map((statement) => ({ statement, ...likenessOf(quote, statement.text) }))
    .sort(compareNearness)
    .slice(0, MOST_PRINTED);
  const printings = await appearances.printingsOf(
    database,
    likest.map(({ statement }) => statement.id),
  );
  return likest
    .map((likeness, i) => withNearestPrinting(quote, likeness, printings[i] ?? []))
    .filter(({ wording }) => wording !== "NONE")
    .sort(compareNearness);
}

/** Returns the nearest of several lists, each statement once; among them is one of those that must be told, if there is one. */
export function nearestOf(
  lists: readonly (readonly ComparedStatement[])[],
  mustBeTold: (match: ComparedStatement) => boolean,
): ComparedStatement[] {
  const byId = new Map(lists.flat().map((match) => [match.statement.id, match]));
  const nearest = [...byId.values()].sort(compareNearness);
  const told = nearest.slice(0, MOST_TOLD);
  const own = told.some(mustBeTold) ? undefined : nearest.find(mustBeTold);
  return own ? [...told.slice(0, MOST_TOLD - 1), own] : told;
}

/** Returns whether two have the words equally well. */
export function isAsNear(one: Likeness, other: Likeness): boolean {
  return one.wording === other.wording && one.likeness === other.likeness;
}

/** A first look, at which words they share in whatever order, spares the comparing of many with a long quotation. */
function mostShared(quote: string, statements: readonly StatementRow[]): readonly StatementRow[] {
  const words = comparableWords(quote);
  const most = Math.max(MOST_PRINTED, Math.floor(MOST_WORDS_COMPARED / words.length));
  if (statements.length <= most) return statements;
  const counted = statements.map((statement) => {
    const found = new Set(comparableWords(statement.text));
    return { statement, shared: words.filter((word) => found.has(word)).length };
  });
  return counted
    .sort((one, other) => other.shared - one.shared)
    .slice(0, most)
    .map(({ statement }) => statement);
}

function withNearestPrinting(
  quote: string,
  own: Omit<ComparedStatement, "appearance">,
  printings: readonly Appearance[],
): ComparedStatement {
  const known = new Map<string, Likeness>([[own.statement.text, own]]);
  const likenessTo = (text: string): Likeness => {
    const likeness = known.get(text) ?? likenessOf(quote, text);
    known.set(text, likeness);
    return likeness;
  };
  const printed = printings.flatMap((appearance) =>
    [appearance.text, appearance.exact].map((text) => ({ appearance, likeness: likenessTo(text) })),
  );
  const [nearest] = printed.sort((one, other) => compareNearness(one.likeness, other.likeness));
  const best = nearest && compareNearness(nearest.likeness, own) < 0 ? nearest.likeness : own;
  return { ...best, statement: own.statement, appearance: nearest?.appearance ?? null };
}

function compareNearness(one: Likeness, other: Likeness): number {
  return WORDINGS.indexOf(one.wording) - WORDINGS.indexOf(other.wording) || other.likeness - one.likeness;
}
