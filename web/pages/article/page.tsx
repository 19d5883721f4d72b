import { articleAddress, sourceAddress } from "../../address/nouns.ts";
import { listOf } from "../../address/statements.ts";
import { documents } from "../../generated/documents.ts";
import type { ArticleQuery } from "../../generated/operations.ts";
import { longDate } from "../../language/dates.ts";
import { definePage } from "../../page.ts";
import { newsArticleOfSchemaOrg } from "../../schemaOrg/newsArticle.ts";
import { Links } from "../../views/Links.tsx";
import { NameHeading } from "../../views/NameHeading.tsx";
import { PassageInContext } from "../../views/PassageInContext.tsx";
import { useMessages } from "../../views/reading.ts";
import { SaidOn } from "../../views/SaidOn.tsx";
import { Statement } from "../../views/Statement.tsx";
import { ArticleText } from "./ArticleText.tsx";

type Found = NonNullable<ArticleQuery["article"]>;

/** An article: its headline, its publisher and its agency apart, and what it quotes, in the order of reading. */
export const articlePage = definePage({
  path: "/articles/:id",
  document: documents.article,
  variables: ({ parts, query }) => ({ id: parts.id ?? "", start: startIn(query) }),
  show({ article }, { variables: { start }, language, origin }) {
    const t = language.messages;
    if (!article) return { missing: { title: t.noSuchArticle } };
    return {
      view: {
        title: article.headline,
        description: `${article.source.name}${t.comma}${longDate(article.publishedOn, language.tag)}: ${t.statementCount(article.statements.totalCount)}`,
        canonical: articleAddress(article.id),
        // Machines would take what is made up for what was printed.
        data: article.isFictional ? undefined : newsArticleOfSchemaOrg(article, origin),
        main: <Article article={article} start={start ?? 0} />,
      },
    };
  },
});

const LARGEST_START = 100_000_000;

/** Reads where the part of the text begins that a reader asks for; anything but a number is the beginning. */
function startIn(query: URLSearchParams): number {
  const start = Number(query.get("from") ?? 0);
  return Number.isInteger(start) && start > 0 ? Math.min(start, LARGEST_START) : 0;
}

function Article({ article, start }: { article: Found; start: number }) {
  const t = useMessages();
  const { headline, url, publishedOn, language, byline, isFictional, source, wire, relatedArticles, statements } =
    article;
  const isOnWeb = /^https?:/.test(url);
  return (
    <article class="profile article">
      <header>
        <NameHeading name={headline} isFictional={isFictional} language={language} />
        <p class="lead">
          <SaidOn date={publishedOn} />
          {byline && (
            <span dir="auto">
              {t.comma}
              {byline}
            </span>
          )}
        </p>
        <Links title={t.publishedBy} entries={[source]} addressOf={sourceAddress} />
        {wire && <Links title={t.suppliedBy} entries={[wire]} addressOf={sourceAddress} />}
        {isOnWeb && !isFictional && (
          <p class="printed">
            <a class="outward" href={url} rel="noreferrer">
              {t.readArticle}
            </a>
          </p>
        )}
        <p class="to-all">
          <a href={listOf({ article: url })}>{t.statementCount(statements.totalCount)}</a>
        </p>
      </header>
      <ArticleText article={article} start={start} />
      <ol class={article.body ? "statements numbered" : "statements"}>
        {statements.edges.map(({ node, appearance }) => (
          <li key={node.urn}>
            <Statement statement={node} isArticleKnown isDateKnown={node.saidOn === publishedOn} />
            <PassageInContext passage={appearance.passage} language={language} />
          </li>
        ))}
      </ol>
      {relatedArticles.length > 0 && (
        <section>
          <h2>{t.relatedArticles}</h2>
          <ul>
            {relatedArticles.map((related) => (
              <li key={related.headline}>
                {related.article ? (
                  <a href={articleAddress(related.article.id)} dir="auto">
                    {related.headline}
                  </a>
                ) : (
                  <span dir="auto">{related.headline}</span>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </article>
  );
}
