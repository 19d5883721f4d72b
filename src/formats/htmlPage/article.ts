import type { StatedArticle } from "../reading/describeFileArticle.ts";
import { looksLikeHtml } from "../reading/looksLikeHtml.ts";
import type { Problem } from "../rejections.ts";
import { type PageNode, textOfBlocks } from "./blocks.ts";
import { refusePage } from "./limits.ts";
import { oneLineOf, type PageDocument, readPageMetadata, SEVERAL } from "./metadata.ts";
import { withinTime } from "./withinTime.ts";

/** The article of a page: its text, and what the page says of it. */
export interface PageArticle {
  body: string;
  stated: StatedArticle;
}

/** Pages of the news take a tenth of a second; a busy machine may take ten times as long. */
const MOST_MILLISECONDS = 20_000;
const MOST_ELEMENTS = 50_000;
/** Less is a notice that the page cannot be shown, or a list of links. */
const SHORTEST_ARTICLE = 200;
/** An `article` element with so much text in its paragraphs is an article, and no link to another. */
const LEAST_FULL_ARTICLE = 600;

const NO_PAGE: Problem = {
  code: "MALFORMED",
  message: "The file is not a web page: it does not begin like one. Plain text has a name that ends in .txt.",
};
const NO_ARTICLE: Problem = {
  code: "INCOMPLETE",
  message: "No article was found on the page: save the page of one article, or give its text.",
};

/**
 * Finds the article of a page by Mozilla's Readability. Nothing is fetched, and no script of the page runs: the page is parsed into
 * elements, and read.
 */
export async function readPageArticle(html: string): Promise<PageArticle | Problem> {
  if (!looksLikeHtml(html)) return NO_PAGE;
  const refused = refusePage(html);
  if (refused) return refused;
  // Few commands read pages, and the libraries take a while to load.
  const [{ parseHTML }, { Readability }] = await Promise.all([
    import("linkedom/worker"),
    import("@mozilla/readability"),
  ]);
  try {
    return withinTime(MOST_MILLISECONDS, () => {
      const { document } = parseHTML(html);
      const page = document as unknown as PageDocument;
      // Readability needs a body: a page that scripts build may have none.
      if (!document.querySelector("body *")) return NO_ARTICLE;
      const stated = readPageMetadata(page, html);
      if ("code" in stated) return stated;
      if (countFullArticles(page) > 1) return SEVERAL;
      // It changes the document.
      const found = new Readability(document, { maxElemsToParse: MOST_ELEMENTS, serializer: (node) => node }).parse();
      const body = found?.content ? textOfBlocks(found.content as unknown as PageNode) : "";
      if (body.length < SHORTEST_ARTICLE) return NO_ARTICLE;
      const { title, byline } = found ?? {};
      return {
        body,
        stated: {
          ...stated,
          headline: stated.headline ?? oneLineOf(title),
          byline: stated.byline ?? oneLineOf(byline),
        },
      };
    });
  } catch (error) {
    // Libraries fail in many ways on markup that is made to break them.
    const { code, message } = error as { code?: string; message?: string };
    const why = code === "ERR_SCRIPT_EXECUTION_TIMEOUT" ? "it takes too long" : String(message).slice(0, 100);
    return { code: "MALFORMED", message: `The page cannot be read (${why}): give the article's text.` };
  }
}

/** Counts the `article` elements that have the text of an article of their own: paragraphs outside other `article` elements. */
function countFullArticles(document: PageDocument): number {
  const lengths = new Map<unknown, number>();
  for (const paragraph of document.querySelectorAll("article p")) {
    const article = (paragraph as unknown as { closest(selectors: string): unknown }).closest("article");
    lengths.set(article, (lengths.get(article) ?? 0) + (paragraph.textContent ?? "").trim().length);
  }
  const longest = Math.max(0, ...lengths.values());
  return [...lengths.values()].filter((length) => length >= LEAST_FULL_ARTICLE && length * 2 >= longest).length;
}
