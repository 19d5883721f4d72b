import type { StoredText } from "../../text/offsets.ts";
import type { ArticleDraft, Defaults, InputFile } from "../drafts.ts";
import { baseName } from "../reading/articleName.ts";
import { describeFileArticle } from "../reading/describeFileArticle.ts";
import { findMetadata, type Metadata } from "../reading/metadataTable.ts";
import { agency, languageOfPublisher, publisher } from "../reading/outlets.ts";
import { openText } from "../reading/standoff.ts";
import { type Problem, UnreadableError } from "../rejections.ts";
import type { ArticleFiles } from "./files.ts";

/** The reason why there is no article. It is in the annotations' own file, unless another is named. */
export type ArticleProblem = Problem & { file?: string };

/** An article before its statements are read. */
export interface DescribedArticle {
  text: StoredText;
  /** The text as it is in its file. */
  given: string;
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
  const described = describeText(`${folder}${name}`, text, metadata ?? {}, defaults);
  return "code" in described ? described : { text, given, draft: described };
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
  { title, publication_date, author, ...keys }: Metadata,
  defaults: Defaults,
): DescribedArticle["draft"] | ArticleProblem {
  const stated = {
    headline: title,
    date: publication_date,
    byline: author,
    source: keys.publisher ? publisher(keys.publisher) : undefined,
    wire: keys.wire ? agency(keys.wire) : undefined,
    language: languageOfPublisher(keys.publisher),
  };
  return describeFileArticle({ format: "brat", name, text, stated }, defaults);
}
