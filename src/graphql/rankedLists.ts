import { type GraphQLResolveInfo, Kind, type SelectionSetNode, valueFromASTUntyped } from "graphql";
import { isIncluded } from "./cost.ts";

type AskedOperation = Pick<GraphQLResolveInfo, "operation" | "fragments" | "variableValues">;

/**
 * Returns how many lists of an operation are sorted by RELEVANCE; they share the matches that a request ranks. Lists of several
 * parents in one place count as one, because they share already. A field in a fragment counts at each place where the fragment is
 * spread, even if places are merged: at worst, fewer matches are ranked.
 */
export function countRankedLists({ operation, fragments, variableValues }: AskedOperation): number {
  const known = new Map<string, number>();

  function countIn({ selections }: SelectionSetNode): number {
    let count = 0;
    for (const selection of selections) {
      if (!isIncluded(selection, variableValues)) continue;
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        count += countInFragment(selection.name.value);
        continue;
      }
      if (selection.selectionSet) count += countIn(selection.selectionSet);
      if (selection.kind !== Kind.FIELD) continue;
      const order = selection.arguments?.find(({ name }) => name.value === "orderBy")?.value;
      const given = order && (valueFromASTUntyped(order, variableValues) as { field?: unknown } | null);
      if (given?.field === "RELEVANCE") count += 1;
    }
    return count;
  }

  function countInFragment(name: string): number {
    const before = known.get(name);
    if (before !== undefined) return before;
    const fragment = fragments[name];
    const count = fragment ? countIn(fragment.selectionSet) : 0;
    known.set(name, count);
    return count;
  }

  return countIn(operation.selectionSet);
}
