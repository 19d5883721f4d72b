import type { AnnotatedArticle } from "../gold.ts";

/**
 * Returns the articles, and a copy of each with the other quotation marks: typewriter's for curly ones, and the other way round.
 * Each sign stands for one other, so that the places stay.
 */
export function withOtherMarks(articles: readonly AnnotatedArticle[]): AnnotatedArticle[] {
  return [...articles, ...articles.map(copyWithOtherMarks)];
}

function copyWithOtherMarks(article: AnnotatedArticle): AnnotatedArticle {
  const { id, text } = article;
  const other = /[“”]/.test(text)
    ? text.replace(/[“”]/g, '"')
    : text.replace(/(^|[\s([—-])"/g, "$1“").replaceAll('"', "”");
  return { ...article, id: `${id} (other marks)`, copyOf: id, text: other };
}
