import { groupedByKey } from "../archive/lists/inKeyOrder.ts";
import type { Printing } from "./printings.ts";

/** The position of a stored printing in its article. */
interface Placed {
  id: number;
  articleId: number;
  position: number;
}

/**
 * Returns the positions of the printings within their articles: in the order of the text, or of the document if the
 * archive does not hold the text. The printings share their old positions and take new ones after all others, so that
 * printings of other origins keep theirs.
 *
 * @param stored all stored printings of the articles that stay
 * @param kept the ids of those that are among the given printings
 */
export function takePositions(
  printings: readonly Printing[],
  stored: readonly Placed[],
  kept: ReadonlySet<number>,
): number[] {
  const positions = new Map<Printing, number>();
  const articleIds = [...new Set(printings.map(({ articleId }) => articleId))];
  const storedOf = groupedByKey(articleIds, [...stored], ({ articleId }) => articleId);
  for (const [i, ofArticle] of groupedByKey(articleIds, [...printings], ({ articleId }) => articleId).entries()) {
    const there = storedOf[i] ?? [];
    const free = there
      .filter(({ id }) => kept.has(id))
      .map(({ position }) => position)
      .sort((one, other) => one - other);
    let next = Math.max(-1, ...there.map(({ position }) => position)) + 1;
    const inOrder = ofArticle.toSorted((one, other) => (one.passage.start ?? 0) - (other.passage.start ?? 0));
    for (const printing of inOrder) positions.set(printing, free.shift() ?? next++);
  }
  return printings.map((printing) => positions.get(printing) as number);
}
