import { articleAddress, sourceAddress } from "../../address/nouns.ts";
import { listOf } from "../../address/statements.ts";
import { documents } from "../../generated/documents.ts";
import type { SourceQuery } from "../../generated/operations.ts";
import { definePage } from "../../page.ts";
import { Bars } from "../../views/Bars.tsx";
import { EditLinks } from "../../views/EditLinks.tsx";
import { NameHeading } from "../../views/NameHeading.tsx";
import { OtherNames } from "../../views/OtherNames.tsx";
import { useMessages } from "../../views/reading.ts";
import { SaidOn } from "../../views/SaidOn.tsx";
import { StatementList } from "../../views/StatementList.tsx";

type Found = NonNullable<SourceQuery["source"]>;

/** A source: whom it quotes, its newest statements and its articles. */
export const sourcePage = definePage({
  path: "/sources/:slug",
  document: documents.source,
  variables: ({ parts }) => ({ slug: parts.slug ?? "", source: [parts.slug ?? ""] }),
  show({ source, statements }, { address, language }) {
    const t = language.messages;
    const asked = address.parts.slug ?? "";
    if (!source || !statements) return { missing: { title: t.noSuchSource, search: asked.replaceAll("-", " ") } };
    if (source.slug !== asked) return { redirect: sourceAddress(source.slug), isPermanent: true };
    return {
      view: {
        title: source.name,
        description: `${t.sourceKind[source.kind]}: ${t.statementCount(statements.totalCount)}${t.comma}${t.articleCount(source.articles.totalCount)}`,
        canonical: sourceAddress(source.slug),
        asked: source.name,
        main: <Source source={source} statements={statements} />,
      },
    };
  },
});

function Source({ source, statements }: { source: Found; statements: NonNullable<SourceQuery["statements"]> }) {
  const t = useMessages();
  const { id, slug, name, kind, url, isFictional, names, articles } = source;
  const all = listOf({ source: slug });
  return (
    <div class="profile">
      <header>
        <p class="lead">{t.sourceKind[kind]}</p>
        <NameHeading name={name} isFictional={isFictional} />
        <OtherNames name={name} names={names} />
        {url && !isFictional && (
          <p class="printed">
            <a class="outward" href={url} rel="noreferrer">
              {new URL(url).hostname}
            </a>
          </p>
        )}
        <p class="to-all">
          <a href={all}>{t.statementCount(statements.totalCount)}</a>
        </p>
      </header>
      <Bars
        title={t.mostQuoted}
        bars={statements.facets.speakers.map(({ count, node }) => ({
          label: node.name,
          count,
          href: listOf({ speaker: node.slug, source: slug }),
        }))}
      />
      <StatementList title={t.newest} statements={statements.nodes} all={all} />
      <section>
        <h2>{t.newestArticles}</h2>
        <p class="lead">{t.articleCount(articles.totalCount)}</p>
        <ul class="articles">
          {articles.nodes.map((article) => (
            <li key={article.id}>
              <SaidOn date={article.publishedOn} />{" "}
              <a href={articleAddress(article.id)} lang={article.language} dir="auto">
                {article.headline}
              </a>
              {article.wire && article.source.slug === slug && (
                <span class="note">
                  {` ${t.via} `}
                  {article.wire.name}
                </span>
              )}
              {article.source.slug !== slug && <span class="note"> {t.in(article.source.name)}</span>}
            </li>
          ))}
        </ul>
      </section>
      <EditLinks noun="Source" id={id} />
    </div>
  );
}
