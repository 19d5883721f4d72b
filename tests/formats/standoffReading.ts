import { readDocument } from "../../src/document/document.ts";
import type { ArticleDraft, Format } from "../../src/formats/drafts.ts";
import type { Rejection } from "../../src/formats/rejections.ts";
import { documentOf } from "./draftDocument.ts";
import { inputFile } from "./inputFile.ts";
import { readAll } from "./readings.ts";

/** Returns the passages and spans of an article whose offsets do not cut out their words from its body. */
export function misplaced({ body = "", statements }: ArticleDraft): { exact: string }[] {
  const points = [...body];
  return statements.flatMap(({ appearance: { passage } }) =>
    [passage, ...(passage.spans ?? [])].filter(
      ({ exact, start, end }) => start === undefined || points.slice(start, end).join("") !== exact,
    ),
  );
}

/**
 * Reads files of a corpus and counts the results: articles, statements by kind and by speaker status, and the records
 * that are not statements, by reason. `wrong` lists every misplaced span. Throws if the archive's validator would.
 */
export async function readCorpus(format: Format, root: string, paths: readonly string[]) {
  const counts: Record<string, number> = {};
  const count = (what: string, by = 1) => {
    counts[what] = (counts[what] ?? 0) + by;
  };
  const rejected: Rejection[] = [];
  const wrong: unknown[] = [];
  for (const path of paths) {
    const read = await readAll(format, inputFile(path, root));
    for (const { code, records = 1 } of read.rejected) count(code, records);
    for (const { reason, records } of read.leftOut) count(reason, records);
    rejected.push(...read.rejected);
    for (const article of read.articles) {
      count("articles");
      count(article.language);
      if (article.statements.length === 0) count("articles without statements");
      for (const { kind, speaker, addressees, via } of article.statements) {
        count("statements");
        count(kind);
        count("mention" in speaker ? "mention" : "status");
        if (addressees) count("addressees");
        if (via) count("via");
      }
      wrong.push(...misplaced(article));
      readDocument(documentOf(article));
    }
  }
  return { counts, rejected, wrong };
}
