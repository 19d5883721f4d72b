import type { StatementRow } from "../archive/statements/rows.ts";
import type { Database } from "../database.ts";
import { textFragmentUrl } from "../text/fragmentUrl.ts";
import { readInFull } from "./found.ts";

/** So many statements are in memory at a time. */
export const PAGE = 500;

/** The statements of these ids, in full, page by page. */
export async function* readStatements(
  database: Database,
  ids: AsyncIterable<number[]> | Iterable<number[]>,
): AsyncGenerator<StatementRow[]> {
  for await (const page of ids) yield await readInFull(database, page);
}

/** A list of ids in pages. */
export function* inPages(ids: readonly number[]): Generator<number[]> {
  for (let at = 0; at < ids.length; at += PAGE) yield ids.slice(at, at + PAGE);
}

/** What a statement's first printing is known by to readers. */
export function printingOf({ firstAppearance }: StatementRow) {
  const article = firstAppearance?.article;
  if (!firstAppearance || !article) return undefined;
  const passageUrl = textFragmentUrl(article.url, firstAppearance) ?? undefined;
  // An article that is not on the web has no address to open.
  return { appearance: firstAppearance, article, webUrl: passageUrl && article.url, passageUrl };
}
