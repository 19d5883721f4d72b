import type { Database } from "../../database.ts";
import { isoOf } from "../../document/dates.ts";
import type { Rejection } from "../../formats/rejections.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import { isVersionOf } from "../../text/overlap.ts";
import { comparableWords } from "../../text/words.ts";
import type { ComposedArticle, ComposedDraft } from "./compose.ts";

const { sql } = Prisma;

const LEAST_SHARED_WORDS = 5;

/** The article that the archive has under an address. */
interface KnownArticle {
  url: string;
  headline: string;
  publishedAt: Date;
  body: string;
}

/**
 * Rejects articles that are strangers to those of the same address: recorded as a new version, they would take out everything
 * that those say. An address that was made of a file's name is no proof ("main.xml", "doc1.ann"), so the text decides; one that
 * was made of an id that the file states is, unless the date is another, too.
 */
export async function rejectStrangers(
  database: Database,
  drafts: readonly ComposedDraft[],
): Promise<{ drafts: ComposedDraft[]; rejections: Rejection[] }> {
  const stored = await readStored(
    database,
    drafts.flatMap((draft) => ("article" in draft && draft.article.identity ? draft.article.entry.url : [])),
  );
  const rejections: Rejection[] = [];
  const known = drafts.filter((draft) => {
    if (!("article" in draft)) return true;
    const before = stored.get(draft.article.entry.url);
    if (!before || !isStranger(draft.article, before)) return true;
    rejections.push(rejectStranger(draft.article, before));
    return false;
  });
  return { drafts: known, rejections };
}

function isStranger({ identity, entry }: ComposedArticle, before: KnownArticle): boolean {
  const isSameDay = isoOf(before.publishedAt).startsWith(entry.publishedAt.slice(0, 10));
  if (identity === "STATED_ID" && isSameDay) return false;
  if (entry.body === undefined || entry.body === before.body) return false;
  return !isVersionOf(substanceOf(entry.body), substanceOf(before.body));
}

/** Leaves out the short lines, which are headings and names of speakers: the same in many transcripts. */
function substanceOf(body: string): string {
  const lines = body.split("\n");
  const long = lines.filter((line) => comparableWords(line).length >= LEAST_SHARED_WORDS);
  return (long.length > 0 ? long : lines).join("\n");
}

function rejectStranger({ place, statements, identity }: ComposedArticle, before: KnownArticle): Rejection {
  const sign = identity === "STATED_ID" ? "states the id" : "has the name";
  const advice = identity === "STATED_ID" ? "correct the id in one of them" : "give it another name";
  const message = `The file ${sign} of another article on record, “${before.headline.slice(0, 100)}” of ${isoOf(before.publishedAt).slice(0, 10)}, and shares no text with it: ${advice}.`;
  return { place, code: "REFUSED", message, records: Math.max(1, statements.length) };
}

async function readStored(database: Database, urls: readonly string[]): Promise<ReadonlyMap<string, KnownArticle>> {
  if (urls.length === 0) return new Map();
  const rows = await database.query<KnownArticle>(
    sql`
/* ingestion.articles.before */
SELECT url, headline, published_at AS "publishedAt", body
FROM article
WHERE url = ANY (${urls}) AND body IS NOT NULL`,
  );
  return new Map(rows.map((row) => [row.url, row]));
}
