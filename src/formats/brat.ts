import { quotedRegions } from "../text/quotation/regions.ts";
import { type Annotations, readAnnotations } from "./brat/annotations.ts";
import { type DescribedArticle, describeAnnotated } from "./brat/article.ts";
import { readAttribution } from "./brat/attribution.ts";
import { findArticle } from "./brat/files.ts";
import type { Defaults, Format, InputFile, Reading, StatementDraft } from "./drafts.ts";
import { inReadingOrder, repeatFinder } from "./reading/standoff.ts";

/**
 * Attributions in brat standoff format, as in PolNeAR: `.ann` files beside texts, with a table of metadata
 * (docs/import/brat.md). Each `.ann` file makes one article, even if it attributes nothing.
 */
export const brat: Format = {
  name: "brat",
  description: "Texts with attributions in brat standoff files (.ann, .txt, metadata.tsv), such as the PolNeAR corpus",
  records: "attributions",
  isOwn: (name) => name.endsWith(".ann"),
  companions: async (file) => {
    const { text, metadata, preferred } = await findArticle(file);
    return [text, metadata, preferred].filter((found) => found !== null);
  },
  read: readAnnotationFile,
};

async function* readAnnotationFile(file: InputFile, defaults: Defaults): AsyncIterable<Reading> {
  const annotations = readAnnotations(await file.text());
  const records = annotations.events.length;
  const article = await findArticle(file);
  if (article.preferred) {
    yield { leftOut: { reason: "other annotator", records } };
    return;
  }
  const described = await describeAnnotated(file, article, defaults);
  if ("code" in described) {
    const { file: path = file.path, code, message } = described;
    yield { rejected: { place: { file: path }, code, message, records } };
    return;
  }
  yield* readAnnotatedArticle(file, described, annotations);
}

async function* readAnnotatedArticle(
  file: InputFile,
  { text, draft }: DescribedArticle,
  { spans, events, stray }: Annotations,
): AsyncIterable<Reading> {
  const place = { file: file.path };
  if (stray) {
    const message = "The line neither is an annotation nor continues one: remove it.";
    yield { rejected: { place: { ...place, line: stray }, code: "MALFORMED", message, records: 0 } };
  }
  const annotated = { file: file.path, text, regions: quotedRegions(text.points), spans };
  const repeatOf = repeatFinder();
  const ids = new Set<string>();
  const statements: StatementDraft[] = [];
  for (const event of events) {
    if (ids.has(event.id)) {
      const message = `There are two events ${event.id}: give one of them another id.`;
      yield { rejected: { place: { ...place, line: event.line, record: event.id }, code: "DUPLICATE", message } };
      continue;
    }
    ids.add(event.id);
    const outcome = readAttribution(annotated, event);
    const repeat = "statement" in outcome && repeatOf(outcome.statement);
    if (repeat) yield { rejected: repeat };
    else if ("statement" in outcome) statements.push(outcome.statement);
    else yield outcome;
  }
  yield { article: { ...draft, place, statements: inReadingOrder(statements) } };
}
