import type { Defaults, Format, InputFile, Reading } from "./drafts.ts";
import { readPageArticle } from "./htmlPage/article.ts";
import { readPageText } from "./htmlPage/bytes.ts";
import { describeFileArticle } from "./reading/describeFileArticle.ts";
import { openText } from "./reading/standoff.ts";
import type { Problem } from "./rejections.ts";

/** Web pages of articles, saved as files (docs/import/html.md). Nothing is fetched. The import proposes their statements. */
export const htmlPage: Format = {
  name: "html",
  description: "Saved web pages (.html), each with an article, whose statements are proposed",
  records: "proposals",
  isExtracted: true,
  isOwn: (name) => /\.x?html?$/i.test(name),
  read: readPageFile,
};

async function* readPageFile(file: InputFile, defaults: Defaults): AsyncGenerator<Reading> {
  const place = { file: file.path };
  const article = await describePage(await readPageText(file), file, defaults);
  if ("code" in article) yield { rejected: { place, code: article.code, message: article.message } };
  else yield { article: { ...article, place, statements: [] } };
}

async function describePage(
  html: string,
  { name }: InputFile,
  defaults: Defaults,
): Promise<ReturnType<typeof describeFileArticle>> {
  const page = await readPageArticle(html);
  if ("code" in page) return page;
  const text = openText(page.body);
  if ("code" in text) return text;
  const own = { format: "html", name: name.replace(/\.x?html?$/i, ""), text, stated: page.stated };
  const article = describeFileArticle(own, defaults);
  return "code" in article && article.code === "NO_DATE" ? NO_DATE_ON_PAGE : article;
}

const NO_DATE_ON_PAGE: Problem = {
  code: "NO_DATE",
  message: "The page does not say its date: put it into the file's name, as 2016-09-12.",
};
