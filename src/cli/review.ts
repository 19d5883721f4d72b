import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { type ReviewedArticle, readReviewed } from "../export/reviewed.ts";
import { say, withArchive } from "./archive.ts";
import { writeWhole } from "./wholeFile.ts";

export interface ReviewExportOptions {
  out?: string | undefined;
  /** Whether to write articles of which proposals still wait, instead of those of which none does. */
  partial: boolean;
}

/** The counts of an export; `others` are the articles that it left out. */
type ReviewCounts = Record<"articles" | "attributions" | "rejected" | "others", number>;

/** Writes what editors have made of proposals as JSON Lines, which `onrecord train` reads. */
export async function exportReviewed({ out, partial }: ReviewExportOptions): Promise<void> {
  await withArchive(async ({ database }) => {
    const counts: ReviewCounts = { articles: 0, attributions: 0, rejected: 0, others: 0 };
    const lines = reviewLines(readReviewed(database), partial, counts);
    if (out === undefined) for await (const line of lines) await writeLine(line);
    else await writeWhole(out, (part) => pipeline(lines, createWriteStream(part)));
    say(describeCounts(counts, partial));
  });
}

async function* reviewLines(
  articles: AsyncIterable<ReviewedArticle>,
  partial: boolean,
  counts: ReviewCounts,
): AsyncGenerator<string> {
  for await (const article of articles) {
    if (article.isWhole === partial) {
      counts.others += 1;
      continue;
    }
    counts.articles += 1;
    counts.attributions += article.attributions.length;
    counts.rejected += article.rejected.length;
    yield `${JSON.stringify(article)}\n`;
  }
}

async function writeLine(line: string): Promise<void> {
  if (!process.stdout.write(line)) await once(process.stdout, "drain");
}

function describeCounts({ articles, attributions, rejected, others }: ReviewCounts, partial: boolean): string {
  const written = `Articles: ${articles}. Statements: ${attributions}. Rejected proposals: ${rejected}.`;
  if (others === 0) return written;
  return partial
    ? `${written} ${others} articles are reviewed whole: leave --partial out to write them.`
    : `${written} In ${others} other articles, proposals still wait: --partial writes these.`;
}
