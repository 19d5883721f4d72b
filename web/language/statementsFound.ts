import type { Messages } from "./messages.ts";

interface Counted {
  totalCount: number;
  /** Whether they were counted to the end. */
  totalCountIsExact: boolean;
}

/** Says how many statements a list has; “more than” if they were not counted to the end. */
export function statementsFound({ totalCount, totalCountIsExact }: Counted, t: Messages): string {
  return totalCountIsExact ? t.statementCount(totalCount) : t.statementsLeast(totalCount);
}
