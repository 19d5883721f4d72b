import type { StatementRow } from "../archive/statements/rows.ts";
import type { Database } from "../database.ts";
import { textFragmentUrl } from "../text/fragmentUrl.ts";
import { readInFull } from "./found.ts";

/** The number of statements in memory at a time. */
export const PAGE = 500;

/** Reads the statements with these ids in full, page by page. */
export async function* readStatements(
  database: Database,
  ids: AsyncIterable<number[]> | Iterable<number[]>,
): AsyncGenerator<StatementRow[]> {
  for await (const page of ids) yield await readInFull(database, page);
}

/** Splits a list of ids into pages. */
export function* inPages(ids: readonly number[]): Generator<number[]> {
  for (let at = 0; at < ids.length; at += PAGE) yield ids.slice(at, at + PAGE);
}

/** Returns a statement's first printing, with the addresses that readers can open. */
export function printingOf({ firstAppearance }: StatementRow) {
  const article = firstAppearance?.article;
  if (!firstAppearance || !article) return undefined;
  const passageUrl = textFragmentUrl(article.url, firstAppearance) ?? undefined;
  // Only an article on the web has an address to open.
  return { appearance: firstAppearance, article, webUrl: passageUrl && article.url, passageUrl };
}
