import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { InputError } from "../../archive/lists/inputError.ts";
import { MarkupError, readMarkup } from "../../extraction/corpora/markup.ts";
import { readStandoff, StandoffError } from "../../extraction/corpora/standoff.ts";
import type { AnnotatedArticle } from "../../extraction/gold.ts";
import { readBratFolder } from "./brat.ts";

const CORPUS_FORMS =
  "brat's standoff format (.ann files beside .txt files, or in folders `attributions` and `text`), JSON Lines (.jsonl), or marked-up text ({q|…})";

/**
 * Reads the annotated articles of folders or files, in the order of their names. A folder that has `.jsonl` files is read from them:
 * marked-up text beside them is their source.
 *
 * @throws InputError naming the file and the place
 */
export async function readCorpora(paths: readonly string[]): Promise<AnnotatedArticle[]> {
  const articles: AnnotatedArticle[] = [];
  for (const path of paths) {
    try {
      articles.push(...(await readCorpus(path)));
    } catch (error) {
      if (error instanceof StandoffError || error instanceof MarkupError) throw new InputError("path", error.message);
      throw error;
    }
  }
  if (articles.length === 0)
    throw new InputError("path", "There are no annotated articles: give at least one folder with some.");
  return articles;
}

async function readCorpus(path: string): Promise<AnnotatedArticle[]> {
  const status = await stat(path).catch(() => null);
  if (!status) throw new InputError("path", `There is no file or folder “${path}”: check the path.`);
  if (!status.isDirectory()) return readArticles(path);
  const names = (await readdir(path)).filter((name) => !name.startsWith(".")).sort();
  if (names.includes("attributions") || names.some((name) => name.endsWith(".ann"))) return readBratFolder(path, names);
  const lines = names.filter((name) => name.endsWith(".jsonl"));
  const marked = names.filter((name) => name.endsWith(".txt"));
  const files = lines.length > 0 ? lines : marked;
  if (files.length === 0)
    throw new InputError("path", `The folder “${path}” contains no annotations: give ${CORPUS_FORMS}.`);
  const articles: AnnotatedArticle[] = [];
  for (const name of files) articles.push(...(await readArticles(join(path, name))));
  return articles;
}

async function readArticles(path: string): Promise<AnnotatedArticle[]> {
  const source = await readFile(path, "utf8");
  if (!path.endsWith(".jsonl")) return readMarkup(source, basename(path));
  return source
    .split("\n")
    .map((line, i) => ({ line, number: i + 1 }))
    .filter(({ line }) => line.trim() !== "")
    .map(({ line, number }) => readStandoff(line, `${path}:${number}`));
}
