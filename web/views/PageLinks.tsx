import type { PageLinksFragment } from "../generated/operations.ts";
import { useMessages } from "./reading.ts";

export interface PageLinksProps {
  pageInfo: PageLinksFragment;
  /** Writes the address of the page after or before a cursor. */
  addressOf(place: { after: string } | { before: string }): string;
}

/** The ways to the pages before and after this one; nothing if the list has one page. */
export function PageLinks({ pageInfo, addressOf }: PageLinksProps) {
  const t = useMessages();
  const { hasNextPage, hasPreviousPage, startCursor, endCursor } = pageInfo;
  if (!hasNextPage && !hasPreviousPage) return null;
  return (
    <nav class="pager" aria-label={t.pages}>
      {hasPreviousPage && startCursor && (
        <a rel="prev" href={addressOf({ before: startCursor })}>
          {t.newer}
        </a>
      )}
      {hasNextPage && endCursor && (
        <a rel="next" href={addressOf({ after: endCursor })}>
          {t.older}
        </a>
      )}
    </nav>
  );
}
