import { normalizeWording } from "../text/names.ts";
import type { Printing } from "./printings.ts";
import type { StoredPrinting } from "./stored.ts";

/** What became of a stored passage: its words stand where they stood, elsewhere, or others stand for them. */
export type Fate = "unchanged" | "moved" | "reworded";

/** What is stored of a printing, and what became of its passage. */
export interface Recognized {
  stored: StoredPrinting;
  fate: Fate;
}

/** How alike (Dice's coefficient over words) two passages of one speaker are when the one is the other, reworded. */
const LEAST_PASSAGE_LIKENESS = 0.5;

/**
 * Which stored printing each given one is, from the surest sign to the faintest: the same words in the same place, with the
 * same context, at all; then, for what this origin may change, or an editor has changed of it, the same place with another
 * speaker, and like words. Each stored printing is recognised once. The others are new.
 *
 * @param stored all that the articles print
 */
export function recognize(
  printings: readonly Printing[],
  stored: readonly StoredPrinting[],
): ReadonlyMap<Printing, Recognized> {
  const found = new Map<Printing, Recognized>();
  // As a rule articles are new, and nothing is looked for.
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
      const key = keyOf(signsOfStored(printing));
      byKey.set(key, [...(byKey.get(key) ?? []), printing]);
    }
    for (const printing of inOrder) {
      const match = found.has(printing) ? undefined : byKey.get(keyOf(signsOf(printing)))?.shift();
      if (match) take(printing, match, isInPlace(printing, match) ? "unchanged" : "moved");
    }
  }
  const rest = inOrder.filter((printing) => !found.has(printing));
  for (const { printing, match } of likenesses(rest, [...free])) {
    if (!found.has(printing) && free.has(match)) take(printing, match, "reworded");
  }
  return found;
}

/** What a given and a stored printing are compared by. */
interface Signs {
  articleId: number;
  who: number | string;
  exact: string;
  prefix: string;
  suffix: string;
  start: number | null;
}

const SIGNS: readonly { keyOf: (signs: Signs) => string; ownOnly: boolean }[] = [
  { keyOf: (signs) => JSON.stringify(signs), ownOnly: false },
  { keyOf: ({ start, ...signs }) => JSON.stringify(signs), ownOnly: false },
  { keyOf: ({ articleId, who, exact }) => JSON.stringify([articleId, who, exact]), ownOnly: false },
  { keyOf: ({ who, ...signs }) => JSON.stringify(signs), ownOnly: true },
];

function signsOf({ articleId, speakerId, speakerStatus, passage }: Printing): Signs {
  const { exact, prefix, suffix, start } = passage;
  return { articleId, who: speakerId ?? speakerStatus, exact, prefix, suffix, start: start ?? null };
}

function signsOfStored({ articleId, speakerId, speakerStatus, exact, prefix, suffix, start }: StoredPrinting): Signs {
  return { articleId, who: speakerId ?? speakerStatus, exact, prefix, suffix, start };
}

/** An article whose body was not known before, or is not now, has its words nowhere else. */
function isInPlace({ passage: { start } }: Printing, stored: StoredPrinting): boolean {
  return start === undefined || stored.start === null || start === stored.start;
}

function readingPosition({ start, position }: StoredPrinting): number {
  return start ?? position;
}

/** What an editor has changed is still what the origin tells of; it is only not the origin's to change. */
function isOrWasOwn({ isOwn, isEdited }: StoredPrinting): boolean {
  return isOwn || isEdited;
}

/** The pairs that are alike enough, the likest first. */
function likenesses(printings: readonly Printing[], stored: readonly StoredPrinting[]) {
  const own = stored.filter(isOrWasOwn).map((match) => ({ match, words: wordSetOf(match.exact) }));
  const pairs = printings.flatMap((printing) => {
    const { articleId, who } = signsOf(printing);
    const candidates = own.filter(
      ({ match }) =>
        match.articleId === articleId && (match.isEdited || (match.speakerId ?? match.speakerStatus) === who),
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
