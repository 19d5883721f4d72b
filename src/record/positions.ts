import { groupedByKey } from "../archive/lists/inKeyOrder.ts";
import type { Printing } from "./printings.ts";

/** Where a stored printing stands in its article. */
interface Placed {
  id: number;
  articleId: number;
  position: number;
}

/**
 * The places in reading order that the printings take within their articles, in their order: in the order of the text where
 * there is one, else of the document. They share out anew the places that they have, and those behind all others, so that
 * what other origins have recorded stays where it is.
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
