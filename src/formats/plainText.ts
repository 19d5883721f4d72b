import { articleUrl } from "../document/fields.ts";
import { languageTag } from "../text/languages.ts";
import type { Defaults, Format, InputFile, Reading, SourceDraft } from "./drafts.ts";
import { type HeaderField, readTextHeader, type TextHeader } from "./plainText/header.ts";
import { baseName } from "./reading/articleName.ts";
import { describeFileArticle, type StatedArticle } from "./reading/describeFileArticle.ts";
import { looksLikeHtml } from "./reading/looksLikeHtml.ts";
import { findMetadata, firstBeside, METADATA_TABLES, type Metadata } from "./reading/metadataTable.ts";
import { agency, languageOfPublisher, publisher } from "./reading/outlets.ts";
import { openText, withSingleSpaces } from "./reading/standoff.ts";
import type { Problem } from "./rejections.ts";

/** A problem of a file, with its line if one line is at fault. */
type LineProblem = Problem & { line?: number };

/** Plain articles, one in each file (docs/import/text.md). The import proposes their statements. */
export const plainTextFormat: Format = {
  name: "text",
  description: "Plain articles (.txt) with a header or a metadata.tsv, whose statements are proposed",
  records: "proposals",
  isExtracted: true,
  isOwn: (name) => name.endsWith(".txt"),
  companions: async (file) => {
    const metadata = await firstBeside(file, METADATA_TABLES);
    return metadata ? [metadata] : [];
  },
  read: readArticleFile,
};

async function* readArticleFile(file: InputFile, defaults: Defaults): AsyncGenerator<Reading> {
  const given = await file.text();
  const table = await firstBeside(file, METADATA_TABLES);
  const article = describeFile(given, { name: file.name, table: table ? await table.text() : "" }, defaults);
  if ("code" in article) {
    const { line, code, message } = article;
    yield { rejected: { place: { file: file.path, ...(line !== undefined && { line }) }, code, message } };
    return;
  }
  yield { article: { ...article, place: { file: file.path }, statements: [] } };
}

function describeFile(
  given: string,
  { name: path, table }: { name: string; table: string },
  defaults: Defaults,
): Exclude<ReturnType<typeof describeFileArticle>, Problem> | LineProblem {
  if (looksLikeHtml(given))
    return { code: "MALFORMED", message: "The file is a web page: import it as the format html." };
  if (given.includes("\0"))
    return { code: "UNREADABLE", message: "The file is not text: it has bytes that no text has." };
  const header = readTextHeader(given);
  if ("code" in header) return header;
  const text = openText(given.slice(header.bodyStart).trimEnd());
  if ("code" in text) return text;
  const own = baseName(path).replace(/\.txt$/, "");
  const row = findMetadata(table, own);
  const stated = { ...statedInRow(row ?? {}), ...statedInHeader(header) };
  const refused = refuseFields(header, stated);
  if (refused) return refused;
  // A name in the metadata is unique in the corpus; other names are told apart by their folders.
  const name = row ? own : path.replace(/\.txt$/, "");
  const language = languageTag(stated.language);
  const article = describeFileArticle({ format: "text", name, text, stated: { ...stated, language } }, defaults);
  return "code" in article ? withLine(article, header) : article;
}

function statedInRow({ title, publication_date, author, url, language, ...keys }: Metadata): StatedArticle {
  return withoutMissing({
    url,
    headline: title,
    date: publication_date,
    byline: author,
    source: keys.publisher ? publisher(keys.publisher) : undefined,
    wire: keys.wire ? agency(keys.wire) : undefined,
    language: language ?? languageOfPublisher(keys.publisher),
  });
}

function statedInHeader({ fields }: TextHeader): StatedArticle {
  const value = (field: HeaderField) => withSingleSpaces(fields[field]?.value ?? "") || undefined;
  const named = (field: HeaderField, kind: "OUTLET" | "AGENCY"): SourceDraft | undefined => {
    const name = value(field);
    return name ? { name, kind } : undefined;
  };
  return withoutMissing({
    url: value("url"),
    headline: value("headline"),
    date: value("date"),
    byline: value("byline"),
    source: named("source", "OUTLET"),
    wire: named("wire", "AGENCY"),
    language: value("language"),
  });
}

/** Leaves out missing fields, so that they do not hide those of the metadata. */
function withoutMissing(stated: StatedArticle): StatedArticle {
  return Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined));
}

function refuseFields({ fields }: TextHeader, { url, language }: StatedArticle): LineProblem | null {
  if (url !== undefined && !articleUrl.safeParse(url).success) {
    const message = `“${url.slice(0, 100)}” is not an address: write it like https://news.example/article, or leave it out.`;
    return { code: "MALFORMED", message, ...lineOfField(fields.url) };
  }
  if (language !== undefined && !languageTag(language)) {
    const message = `“${language.slice(0, 100)}” is not a language tag (BCP 47): write it like en or pt-BR.`;
    return { code: "MALFORMED", message, ...lineOfField(fields.language) };
  }
  return null;
}

function lineOfField(field: { line: number } | undefined): { line?: number } {
  return field ? { line: field.line } : {};
}

/** Adds the line of the field that a problem is about. */
function withLine(problem: Problem, { fields }: TextHeader): LineProblem {
  if (problem.code === "NO_DATE") {
    const message =
      "The date is not known: add a line such as “Date: 2016-09-12” at the beginning, or put it into the name.";
    return { ...problem, message };
  }
  const isOfDate = problem.code === "BAD_DATE" || problem.code === "AMBIGUOUS_DATE";
  return { ...problem, ...lineOfField(isOfDate ? fields.date : undefined) };
}
