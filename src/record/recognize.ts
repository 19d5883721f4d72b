import { type PrintingParts, printingKey, whoOf } from "../document/printingKey.ts";
import { normalizeWording } from "../text/names.ts";
import type { Printing } from "./printings.ts";
import type { StoredPrinting } from "./stored.ts";

/** The fate of a stored passage: its words are at the same place, at another, or were replaced by similar ones. */
export type Fate = "unchanged" | "moved" | "reworded";

/** The stored printing that a given one is, and what became of its passage. */
export interface Recognized {
  stored: StoredPrinting;
  fate: Fate;
}

/**
 * The likeness (Dice's coefficient over words) from which a passage counts as another of the same speaker, reworded.
 */
const LEAST_PASSAGE_LIKENESS = 0.5;

/**
 * Finds the stored printing that each given one is, from the surest sign to the weakest: first by `SIGNS`, then by
 * similar words. Each stored printing is recognised once; a given printing that is missing from the result is new.
 *
 * @param stored all stored printings of the articles
 */
export function recognize(
  printings: readonly Printing[],
  stored: readonly StoredPrinting[],
): ReadonlyMap<Printing, Recognized> {
  const found = new Map<Printing, Recognized>();
  // Most articles are new.
  if (stored.length === 0) return found;
  const free = new Set(stored.toSorted((one, other) => readingPosition(one) - readingPosition(other)));
  const inOrder = printings.toSorted((one, other) => (one.passage.start ?? 0) - (other.passage.start ?? 0));
  const take = (printing: Printing, match: StoredPrinting, fate: Fate): void => {
    found.set(printing, { stored: match, fate });
    free.delete(match);
  };
  for (const { keyOf, ownOnly } of SIGNS) {
    const byKey = new Map<string, StoredPrinting[]>();
    for (const printing of free) {
      if (ownOnly && !isOrWasOwn(printing)) continue;
      const key = keyOf(partsOfStored(printing));
      byKey.set(key, [...(byKey.get(key) ?? []), printing]);
    }
    for (const printing of inOrder) {
      const match = found.has(printing) ? undefined : byKey.get(keyOf(textParts(printing)))?.shift();
      if (match) take(printing, match, isInPlace(printing, match) ? "unchanged" : "moved");
    }
  }
  const rest = inOrder.filter((printing) => !found.has(printing));
  for (const { printing, match } of likenesses(rest, [...free])) {
    if (!found.has(printing) && free.has(match)) take(printing, match, "reworded");
  }
  return found;
}

/**
 * The keys that a given and a stored printing are compared by: the whole key of a printing, then deliberately less of
 * it, because articles are edited after they are published: without the place, without place and context, and finally
 * without the speaker. The last is only for printings that this origin recorded (`ownOnly`).
 */
const SIGNS: readonly { keyOf: (parts: PrintingParts) => string; ownOnly: boolean }[] = [
  { keyOf: printingKey, ownOnly: false },
  { keyOf: (parts) => printingKey({ ...parts, start: null }), ownOnly: false },
  { keyOf: ({ articleId, who, exact }) => printingKey({ articleId, who, exact }), ownOnly: false },
  { keyOf: (parts) => printingKey({ ...parts, who: null }), ownOnly: true },
];

function textParts(printing: Printing): PrintingParts {
  const { articleId, passage } = printing;
  const { exact, prefix, suffix, start } = passage;
  return { articleId, who: whoOf(printing), exact, prefix, suffix, start };
}

function partsOfStored(stored: StoredPrinting): PrintingParts {
  const { articleId, exact, prefix, suffix, start } = stored;
  return { articleId, who: whoOf(stored), exact, prefix, suffix, start };
}

/** Returns whether a passage is at its old place. Without a body, before or now, a place cannot have changed. */
function isInPlace({ passage: { start } }: Printing, stored: StoredPrinting): boolean {
  return start === undefined || stored.start === null || start === stored.start;
}

function readingPosition({ start, position }: StoredPrinting): number {
  return start ?? position;
}

/** Returns whether the origin recorded the printing: one that an editor has changed since still counts. */
function isOrWasOwn({ isOwn, isEdited }: StoredPrinting): boolean {
  return isOwn || isEdited;
}

/** Returns the pairs that are alike enough, the most similar first. */
function likenesses(printings: readonly Printing[], stored: readonly StoredPrinting[]) {
  const own = stored.filter(isOrWasOwn).map((match) => ({ match, words: wordSetOf(match.exact) }));
  const pairs = printings.flatMap((printing) => {
    const { articleId } = printing;
    const who = whoOf(printing);
    const candidates = own.filter(
      ({ match }) => match.articleId === articleId && (match.isEdited || whoOf(match) === who),
    );
    if (candidates.length === 0) return [];
    const words = wordSetOf(printing.passage.exact);
    return candidates.map(({ match, words: others }) => ({ printing, match, likeness: dice(words, others) }));
  });
  return pairs
    .filter(({ likeness }) => likeness >= LEAST_PASSAGE_LIKENESS)
    .sort((one, other) => other.likeness - one.likeness);
}

function wordSetOf(text: string): ReadonlySet<string> {
  return new Set(normalizeWording(text).split(" "));
}

function dice(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = [...one].filter((word) => other.has(word)).length;
  return (2 * shared) / (one.size + other.size);
}
