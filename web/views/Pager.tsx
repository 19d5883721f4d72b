import { turned } from "../address/statements.ts";
import { useMessages } from "./reading.ts";

export interface PagerProps {
  query: URLSearchParams;
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor?: string | null; endCursor?: string | null };
}

/** The ways to the pages before and after this one; nothing if the list has one page. */
export function Pager({ query, pageInfo }: PagerProps) {
  const t = useMessages();
  const { hasNextPage, hasPreviousPage, startCursor, endCursor } = pageInfo;
  if (!hasNextPage && !hasPreviousPage) return null;
  return (
    <nav class="pager" aria-label={t.pages}>
      {hasPreviousPage && startCursor && (
        <a rel="prev" href={turned(query, { before: startCursor })}>
          {t.newer}
        </a>
      )}
      {hasNextPage && endCursor && (
        <a rel="next" href={turned(query, { after: endCursor })}>
          {t.older}
        </a>
      )}
    </nav>
  );
}
