import type { InputFile } from "../drafts.ts";
import { baseName } from "../reading/articleName.ts";
import { firstBeside, METADATA_TABLES } from "../reading/metadataTable.ts";

/** The files of an `.ann` file's article. */
export interface ArticleFiles {
  /** The name of its text file, without the ending, and of its row in the metadata. */
  name: string;
  text: InputFile | null;
  metadata: InputFile | null;
  /** The file of the annotator that is read instead; null if this file is read itself. */
  preferred: InputFile | null;
}

const TEXT_FOLDERS = ["", "../text/"];
const ANNOTATOR = /_[0-9a-f]{4}$/;

/**
 * Finds the files that belong to an `.ann` file: the text of the same name, in its folder or in the folder `text` beside it;
 * otherwise the text of its name without the annotator (`NAME_4e07.ann`); and a `metadata.tsv` in its folder or one of the
 * two above. If several annotators have files on one text, the first by name is preferred.
 */
export async function findArticle(file: InputFile): Promise<ArticleFiles> {
  const own = baseName(file.name).replace(/\.ann$/, "");
  const metadata = await firstBeside(file, METADATA_TABLES);
  const ownText = await textBeside(file, own);
  const name = own.replace(ANNOTATOR, "");
  if (ownText || name === own) return { name: own, text: ownText, metadata, preferred: null };
  const [first = own] = (await file.namesIn("."))
    .map((found) => /^(.+)\.ann(\.gz|\.bz2)?$/.exec(found)?.[1] ?? "")
    .filter((stem) => stem !== name && stem.replace(ANNOTATOR, "") === name)
    .sort();
  const preferred = first === own ? null : await file.beside(`${first}.ann`);
  return { name, text: await textBeside(file, name), metadata, preferred };
}

async function textBeside(file: InputFile, name: string): Promise<InputFile | null> {
  return firstBeside(
    file,
    TEXT_FOLDERS.map((folder) => `${folder}${name}.txt`),
  );
}
