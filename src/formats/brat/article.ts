import { detectLanguage } from "../../text/languages.ts";
import type { StoredText } from "../../text/offsets.ts";
import type { ArticleDraft, Defaults, InputFile } from "../drafts.ts";
import { articleUrn, baseName, dayIn, readPublished } from "../reading/articleName.ts";
import { openText, refuseHeadline } from "../reading/standoff.ts";
import { type Problem, UnreadableError } from "../rejections.ts";
import type { ArticleFiles } from "./files.ts";
import { findMetadata, type Metadata } from "./metadata.ts";
import { agency, languageOfPublisher, publisher } from "./outlets.ts";

/** The reason why there is no article. It is in the annotations' own file, unless another is named. */
export type ArticleProblem = Problem & { file?: string };

/** An article before its statements are read. */
export interface DescribedArticle {
  text: StoredText;
  draft: Omit<ArticleDraft, "statements" | "place">;
}

/**
 * Describes an article by its text and its row of the metadata. What the metadata lack comes from the text's first line, the
 * date in the file name, the language of the words, and the defaults.
 */
export async function describeAnnotated(
  file: InputFile,
  { name, text: textFile, metadata: table }: ArticleFiles,
  defaults: Defaults,
): Promise<DescribedArticle | ArticleProblem> {
  if (!textFile) {
    return { code: "INCOMPLETE", message: `The text is missing: put ${name}.txt beside the file or into ../text.` };
  }
  const given = await readWholeText(textFile);
  if (typeof given !== "string") return given;
  const text = openText(given);
  if ("code" in text) return text;
  const rows = table ? await readWholeText(table) : "";
  if (typeof rows !== "string") return rows;
  const metadata = findMetadata(rows, name);
  // A name in the metadata is unique in the corpus; other names are told apart by their folders.
  const folder = metadata ? "" : file.name.slice(0, -baseName(file.name).length);
  return describeText(`${folder}${name}`, text, metadata ?? {}, defaults);
}

async function readWholeText(file: InputFile): Promise<string | ArticleProblem> {
  try {
    return await file.text();
  } catch (error) {
    if (error instanceof UnreadableError) return { file: file.path, code: error.code, message: error.message };
    throw error;
  }
}

function describeText(
  name: string,
  text: StoredText,
  metadata: Metadata,
  defaults: Defaults,
): DescribedArticle | ArticleProblem {
  const headline = metadata.title ?? firstLine(text.body);
  const published = readPublished(metadata.publication_date ?? dayIn(baseName(name)));
  const source = publisherOf(metadata, defaults);
  const language = languageOfPublisher(metadata.publisher) ?? defaults.language ?? detectLanguage(text.body);
  const refused = refuseHeadline(headline);
  if (refused) return refused;
  if ("code" in published) return published;
  if (!source) return { code: "INCOMPLETE", message: 'The publisher is not known: add --source "Name".' };
  const draft = {
    url: articleUrn("brat", name),
    headline,
    publishedAt: published.date,
    language,
    source,
    body: text.body,
    ...(metadata.author && { byline: metadata.author }),
    ...wireOf(metadata, defaults),
  };
  return { text, draft };
}

function firstLine(body: string): string {
  return /\S.*/.exec(body)?.[0].trim() ?? "";
}

function publisherOf({ publisher: key }: Metadata, { source }: Defaults) {
  if (key) return publisher(key);
  return source ? { name: source, kind: "OUTLET" as const } : null;
}

function wireOf({ wire: key }: Metadata, { wire }: Defaults): Pick<ArticleDraft, "wire"> {
  if (key) return { wire: agency(key) };
  return wire ? { wire: { name: wire, kind: "AGENCY" } } : {};
}
