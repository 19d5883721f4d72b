import { groupedByKey } from "../../archive/lists/inKeyOrder.ts";
import type { Database } from "../../database.ts";
import type { Asserter } from "../../document/asserter.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { correctAddresses } from "../../record/correctAddresses.ts";
import { isNearlySame, isVersionOf } from "../../text/overlap.ts";
import type { ComposedArticle, ComposedDraft } from "./compose.ts";
import type { Lineage } from "./lineage.ts";

const { sql } = Prisma;

/** An address that a reader made of an article's name, headline, source or date. */
const MADE = /^urn:onrecord:[^:]+:/;

/** Files on record whose texts are compared with one of their name; a parliament may call all its sittings "main.xml". */
const MOST_FILES_COMPARED = 10;

/** A passage of an article that an origin has on record. */
interface KnownPassage {
  name: string;
  url: string;
  headline: string;
  exact: string;
}

/**
 * Finds the articles that the archive has under another address because the file corrects what their address was made of: the
 * date of a transcript without an id, the headline of a table's rows. Such a file is nearly the same as one of its name otherwise,
 * or replaces it by the person's word; the article is then the only one whose statements are like those of an article that the
 * file no longer has.
 *
 * @param drafts all drafts of the file
 * @returns the drafts, with `formerUrl` where such an article was found
 */
export async function findCorrected(
  database: Database,
  { earlier }: Lineage,
  drafts: readonly ComposedDraft[],
  isReplacement: boolean,
): Promise<ComposedDraft[]> {
  const articles = drafts.flatMap((draft) => ("article" in draft ? draft.article : []));
  const made = articles.filter(({ entry, statements }) => MADE.test(entry.url) && statements.length > 0);
  if (earlier.length === 0 || made.length === 0) return [...drafts];
  const text = passagesOf(articles);
  const known = await readPassages(database, earlier, isReplacement ? null : text.length);
  const version = isReplacement ? known : versionAmong(known, text);
  const given = new Set(articles.map(({ entry }) => entry.url));
  const missing = version.filter(({ url }) => MADE.test(url) && !given.has(url));
  if (missing.length === 0) return [...drafts];
  const unknown = await withoutStored(database, made);
  const former = pair(unknown, missing);
  return drafts.map((draft) => {
    const formerUrl = "article" in draft ? former.get(draft.article) : undefined;
    return "article" in draft && formerUrl ? { article: { ...draft.article, formerUrl } } : draft;
  });
}

/** Returns the passages of the first origin with nearly the same text. */
function versionAmong(known: KnownPassage[], text: string): KnownPassage[] {
  const names = [...new Set(known.map(({ name }) => name))];
  const byOrigin = groupedByKey(names, known, ({ name }) => name);
  return byOrigin.find((passages) => isNearlySame(text, joined(passages))) ?? [];
}

/** Pairs articles with those that are missing in the file, each with the only one that is like it. */
function pair(articles: readonly ComposedArticle[], missing: KnownPassage[]): ReadonlyMap<ComposedArticle, string> {
  const missingUrls = [...new Set(missing.map(({ url }) => url))];
  const byUrl = groupedByKey(missingUrls, missing, ({ url }) => url);
  const known = missingUrls.map((url, i) => {
    const passages = byUrl[i] ?? [];
    return { url, headline: passages[0]?.headline, text: joined(passages) };
  });
  const candidates = articles.map((article) => {
    const own = passagesOf([article]);
    const like = known.filter(
      ({ url, text }) => schemeOf(url) === schemeOf(article.entry.url) && isVersionOf(own, text),
    );
    const titled = like.filter(({ headline }) => headline === article.entry.headline);
    return { article, urls: (titled.length > 0 ? titled : like).map(({ url }) => url) };
  });
  const wanted = candidates.flatMap(({ urls }) => urls);
  const isOnly = (url: string) => wanted.filter((each) => each === url).length === 1;
  return new Map(
    candidates.flatMap(({ article, urls: [url, ...others] }) =>
      url !== undefined && others.length === 0 && isOnly(url) ? [[article, url] as const] : [],
    ),
  );
}

function schemeOf(url: string): string | undefined {
  return MADE.exec(url)?.[0];
}

function passagesOf(articles: readonly ComposedArticle[]): string {
  return articles.flatMap(({ statements }) => statements.map(({ entry }) => entry.appearance.passage.exact)).join("\n");
}

function joined(passages: readonly KnownPassage[]): string {
  return passages.map(({ exact }) => exact).join("\n");
}

/** Reads the passages of origins, of those with about as much text as given (in UTF-16 units) if it is. */
function readPassages(database: Database, names: readonly string[], length: number | null): Promise<KnownPassage[]> {
  return database.query(
    sql`
/* ingestion.articles.corrected */
WITH printed AS (
  SELECT DISTINCT origin.name, appearance.id, appearance.article_id, appearance.exact
  FROM origin
  JOIN assertion ON assertion.origin_id = origin.id AND assertion.subject = 'APPEARANCE'
  JOIN appearance ON appearance.id = assertion.subject_id
  WHERE origin.kind = 'IMPORT' AND origin.name = ANY (${[...names]})
), alike AS (
  SELECT name
  FROM printed
  GROUP BY name
  HAVING ${length}::int IS NULL OR sum(length(exact) + 1) BETWEEN 0.7 * ${length}::int AND 1.4 * ${length}::int
  ORDER BY max(id) DESC
  LIMIT ${length === null ? null : MOST_FILES_COMPARED}::int
)
SELECT printed.name, article.url, article.headline, printed.exact
FROM printed
JOIN alike ON alike.name = printed.name
JOIN article ON article.id = printed.article_id
ORDER BY printed.id`,
  );
}

/** Leaves out the articles whose address the archive has. */
async function withoutStored(database: Database, articles: readonly ComposedArticle[]): Promise<ComposedArticle[]> {
  const urls = articles.map(({ entry }) => entry.url);
  const rows = await database.query<{ url: string }>(
    sql`/* ingestion.articles.known */ SELECT url FROM article WHERE url = ANY (${urls})`,
  );
  const stored = new Set(rows.map(({ url }) => url));
  return articles.filter(({ entry }) => !stored.has(entry.url));
}

/** Gives the articles that were found under another address the one that their file gives them. Returns a sentence about it. */
export async function correctArticles(
  database: Database,
  asserter: Asserter,
  drafts: readonly ComposedDraft[],
): Promise<string[]> {
  const corrected = drafts.flatMap((draft) =>
    "article" in draft && draft.article.formerUrl
      ? { from: draft.article.formerUrl, to: draft.article.entry.url, headline: draft.article.entry.headline }
      : [],
  );
  await correctAddresses(database, asserter, corrected);
  const [first, ...others] = corrected;
  if (!first) return [];
  const named = `“${first.headline.slice(0, 100)}”${others.length > 0 ? ` and ${others.length} more` : ""}`;
  return [`The date, headline or publisher of ${named} is corrected: nearly all else is as on record`];
}
