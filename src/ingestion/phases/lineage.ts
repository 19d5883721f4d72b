import { originOf } from "../../archive/origins.ts";
import type { Database } from "../../database.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import type { ImportedFile } from "../../record/importRuns.ts";
import { isVersionOf } from "../../text/overlap.ts";
import type { ComposedArticle, ComposedDraft } from "./compose.ts";

const { sql } = Prisma;

/** Which of the files on record that have its name an imported file is. */
export interface Lineage {
  /** Under the name by which the archive knows it: "quotes.csv", "quotes.csv (2)". */
  file: ImportedFile;
  /** Whether that is known: its very content is on record, no other file has its name, or its statements have shown it. */
  isSure: boolean;
  /** Whether anything of the file is recorded, so that it keeps its name. */
  isBegun: boolean;
  /** The origins of other content under its name, or that it replaces: it may be a new version of one of them. */
  earlier: readonly string[];
}

/**
 * Returns what is known of a file before it is read.
 *
 * @param replaced the origins of the import that the file's import replaces; null if it replaces none
 */
export async function openLineage(
  database: Database,
  format: string,
  file: ImportedFile,
  replaced: readonly string[] | null,
): Promise<Lineage> {
  const namesakes = await findNamesakes(database, format, file);
  const names = [...new Set(namesakes.map((origin) => origin.name))];
  const same = namesakes.find(({ version }) => version === file.sha256)?.name;
  const known = same ?? names.find((name) => replaced?.includes(name));
  const isSure = names.length === 0 || known !== undefined || replaced !== null;
  const own = known?.slice(format.length + 1) ?? (isSure ? unusedName(format, file.name, new Set(names)) : file.name);
  const earlier = replaced ?? names.filter((name) => same === undefined || name === same);
  return { file: { ...file, name: own }, isSure, isBegun: false, earlier };
}

/**
 * Decides whether a file is a new version of one on record, which may take statements out, or another one that only shares its
 * name: `quotes.csv` of another folder, or standard input, which always has the same. It is a new version if, in the articles
 * that both have, its statements are like those. Otherwise it gets a name of its own. If the decision comes too late for that, its
 * articles are recorded as parts, which take nothing out.
 */
export async function followLineage(
  database: Database,
  format: string,
  lineage: Lineage,
  drafts: readonly ComposedDraft[],
): Promise<{ lineage: Lineage; drafts: readonly ComposedDraft[]; isOther: boolean }> {
  const articles = drafts.flatMap((draft) =>
    "article" in draft && draft.article.statements.length > 0 ? draft.article : [],
  );
  const begun = { ...lineage, isBegun: true };
  if (lineage.isSure || articles.length === 0) return { lineage: begun, drafts, isOther: false };
  const { file } = lineage;
  const namesakes = (await findNamesakes(database, format, file)).filter(({ version }) => version !== file.sha256);
  const names = [...new Set(namesakes.map(({ name }) => name))].sort((one, other) => one.length - other.length);
  const isLike = await openComparison(database, names, articles);
  const match = (lineage.isBegun ? [originOf(format, file).name] : names).find(isLike);
  if (match !== undefined) {
    const name = match.slice(format.length + 1);
    return { lineage: { ...begun, file: { ...file, name }, isSure: true }, drafts, isOther: false };
  }
  if (lineage.isBegun) return { lineage: begun, drafts: drafts.map(asPart), isOther: false };
  const name = unusedName(format, file.name, new Set(names));
  return { lineage: { ...begun, file: { ...file, name }, isSure: true }, drafts, isOther: true };
}

function asPart(draft: ComposedDraft): ComposedDraft {
  if (!("article" in draft)) return draft;
  return { article: { ...draft.article, entry: { ...draft.article.entry, isPartial: true } } };
}

function unusedName(format: string, name: string, taken: ReadonlySet<string>): string {
  if (taken.size === 0) return name;
  for (let number = 2; ; number += 1) {
    const numbered = `${name} (${number})`;
    if (!taken.has(`${format} ${numbered}`)) return numbered;
  }
}

/** Finds the origins of files of one name, numbered or not, in all versions. */
function findNamesakes(
  database: Database,
  format: string,
  file: ImportedFile,
): Promise<{ name: string; version: string }[]> {
  const { kind, name } = originOf(format, file);
  return database.query(
    sql`
/* ingestion.origins.namesakes */
SELECT name, version
FROM origin
WHERE kind = ${kind}::"OriginKind"
  AND (name = ${name} OR (starts_with(name, ${`${name} (`}) AND substr(name, length(${name}) + 2) ~ '^[(][0-9]+[)]$'))
ORDER BY id`,
  );
}

/** Returns a function that tells whether the articles say much the same as the origins of a name have them say. */
async function openComparison(
  database: Database,
  names: readonly string[],
  articles: readonly ComposedArticle[],
): Promise<(name: string) => boolean> {
  const urls = [...new Set(articles.map(addressOnRecord))];
  const rows = await database.query<{ name: string; url: string; exact: string }>(
    sql`
/* ingestion.appearances.namesakes */
SELECT DISTINCT origin.name, article.url, appearance.id, appearance.exact
FROM article
JOIN appearance ON appearance.article_id = article.id
JOIN assertion ON assertion.subject = 'APPEARANCE' AND assertion.subject_id = appearance.id
JOIN origin ON origin.id = assertion.origin_id
WHERE article.url = ANY (${urls}) AND origin.kind = 'IMPORT' AND origin.name = ANY (${[...names]})
ORDER BY appearance.id`,
  );
  return (name) => {
    const known = rows.filter((row) => row.name === name);
    const common = new Set(known.map(({ url }) => url));
    if (common.size === 0) return false;
    const given = articles
      .filter((article) => common.has(addressOnRecord(article)))
      .flatMap(({ statements }) => statements);
    return isVersionOf(
      given.map(({ entry }) => entry.appearance.passage.exact).join("\n"),
      known.map(({ exact }) => exact).join("\n"),
    );
  };
}

function addressOnRecord({ entry, formerUrl }: ComposedArticle): string {
  return formerUrl ?? entry.url;
}
