import { type StoredText, toStoredText } from "../text/offsets.ts";
import { quotedRegions } from "../text/quotation/regions.ts";
import type { ArticleDraft, Defaults, Format, InputFile, Reading, StatementDraft } from "./drafts.ts";
import { type QuotationFile, readAnnotation, readQuotationJson } from "./newsQuotations/file.ts";
import { outerQuotations } from "./newsQuotations/nesting.ts";
import { readNewsQuotation } from "./newsQuotations/quotation.ts";
import { articleUrn, readPublished } from "./reading/articleName.ts";
import { inReadingOrder, openText, refuseHeadline, repeatFinder } from "./reading/standoff.ts";
import type { Problem, Rejection } from "./rejections.ts";

/**
 * German Wikinews with annotated quotations, one JSON file per article (docs/import/news-quotations.md). Each file makes one
 * article, even if it quotes nothing.
 */
export const newsQuotations: Format = {
  name: "news-quotations",
  description: "German Wikinews with annotated quotations (Petersen-Frey and Biemann 2024), one JSON file per article",
  records: "quotations",
  isOwn: (name) => name.endsWith(".json"),
  read: readQuotationFile,
};

const WIKINEWS = { name: "Wikinews", kind: "OUTLET", url: "https://de.wikinews.org/" } as const;

/** "10022 - Headline (2005-08-05)": the number, the headline, the day. */
const DOCUMENT_NAME = /^(?:\d+ - )?(.*?)(?: ?\((\d{4}-\d\d-\d\d)\))?$/s;

async function* readQuotationFile(file: InputFile, defaults: Defaults): AsyncIterable<Reading> {
  const place = { file: file.path };
  const given = readQuotationJson(await file.text());
  if (typeof given === "string") {
    yield {
      rejected: {
        place,
        code: "MALFORMED",
        message: `The file is not an article with quotations (${given}): correct it.`,
      },
    };
    return;
  }
  const records = given.annotations.length;
  const text = openText(given.originalText);
  if ("code" in text) {
    yield { rejected: { place, ...text, records } };
    return;
  }
  const article = describeNewsArticle(given, text, defaults);
  if ("code" in article) {
    yield { rejected: { place, ...article, records } };
    return;
  }
  const statements: StatementDraft[] = [];
  for (const reading of readQuotes(file, text, given.annotations)) {
    if ("statement" in reading) statements.push(reading.statement);
    else yield reading;
  }
  yield { article: { ...article, place, statements: inReadingOrder(statements) } };
}

function* readQuotes(file: InputFile, text: StoredText, annotations: readonly unknown[]) {
  const regions = quotedRegions(text.points);
  const repeatOf = repeatFinder();
  const ids = new Set<number>();
  const read = annotations.map(readAnnotation);
  const known = read.filter((annotation) => typeof annotation !== "string");
  for (const [i, annotation] of read.entries()) {
    const place = {
      file: file.path,
      record: `quotation ${typeof annotation === "string" ? `no. ${i + 1}` : annotation.id}`,
    };
    const reject = (code: Rejection["code"], message: string) => ({ rejected: { place, code, message } });
    if (typeof annotation === "string") {
      yield reject("MALFORMED", `The record is not a quotation (${annotation}): correct it.`);
    } else if (ids.has(annotation.id)) {
      yield reject("DUPLICATE", `There are two quotations ${annotation.id}: give one of them another id.`);
    } else {
      ids.add(annotation.id);
      const reading = readNewsQuotation(text, regions, place, annotation, outerQuotations(annotation, known));
      const repeat = "statement" in reading && repeatOf(reading.statement);
      yield repeat ? { rejected: repeat } : reading;
    }
  }
}

function describeNewsArticle(
  { documentName: name }: QuotationFile,
  text: StoredText,
  { source, language = "de", wire }: Defaults,
): Omit<ArticleDraft, "statements" | "place"> | Problem {
  const documentName = toStoredText(name).body;
  const [, title, day] = DOCUMENT_NAME.exec(documentName) ?? [];
  const headline = title?.trim() || documentName;
  const published = readPublished(day);
  const refused = refuseHeadline(headline);
  if (refused) return refused;
  if ("code" in published) return published;
  return {
    url: articleUrn("news-quotations", documentName),
    headline,
    publishedAt: published.date,
    language,
    source: source ? { name: source, kind: "OUTLET" } : WIKINEWS,
    ...(wire && { wire: { name: wire, kind: "AGENCY" as const } }),
    body: text.body,
  };
}
