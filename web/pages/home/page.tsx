import { speakerAddress, topicAddress } from "../../address/nouns.ts";
import { documents } from "../../generated/documents.ts";
import type { HomeQuery } from "../../generated/operations.ts";
import { writtenNumber } from "../../language/counted.ts";
import { definePage } from "../../page.ts";
import { Holdings } from "../../views/Holdings.tsx";
import { useLanguageTag, useMessages } from "../../views/reading.ts";
import { SearchBox } from "../../views/SearchBox.tsx";
import { StatementList } from "../../views/StatementList.tsx";

/** The front page: one search box, what is new, where to begin, and how much the archive holds. */
export const homePage = definePage({
  path: "/",
  document: documents.home,
  variables: () => ({}),
  show: (data, { language }) => ({
    view: {
      title: language.messages.homeTitle,
      description: language.messages.tagline,
      main: <Home {...data} />,
    },
  }),
});

function Home({ archive, statements }: HomeQuery) {
  const t = useMessages();
  const newest = statements?.nodes ?? [];
  const { speakers = [], topics = [] } = statements?.facets ?? {};
  return (
    <div class="home">
      <h1 class="unseen">{t.homeTitle}</h1>
      <SearchBox isLarge />
      <Examples speaker={speakers[0]?.node.name} topic={topics[0]?.node.name} />
      {newest.length === 0 ? (
        <p class="lead">{t.emptyArchive}</p>
      ) : (
        <>
          {archive && <Holdings archive={archive} />}
          <div class="columns">
            <StatementList title={t.newest} statements={newest} all="/statements" />
            <div class="starts">
              <Ranking title={t.mostQuoted} entries={speakers} addressOf={speakerAddress} />
              <Ranking title={t.mostDiscussed} entries={topics} addressOf={topicAddress} />
            </div>
          </div>
        </>
      )}
    </div>
  );
}

/** A search that finds something, made of what the archive has most of. */
function Examples({ speaker, topic }: { speaker: string | undefined; topic: string | undefined }) {
  const t = useMessages();
  if (!speaker || !topic) return null;
  const examples = [t.searchOn(speaker, topic), topic];
  return (
    <p class="examples">
      {t.searchExamples}{" "}
      {examples.map((example, i) => (
        <span key={example}>
          {i > 0 && t.comma}
          <a href={`/search?${new URLSearchParams({ q: example })}`}>{example}</a>
        </span>
      ))}
    </p>
  );
}

interface RankingProps {
  title: string;
  entries: readonly { count: number; node: { slug: string; name: string } }[];
  addressOf: (slug: string) => string;
}

function Ranking({ title, entries, addressOf }: RankingProps) {
  const language = useLanguageTag();
  if (entries.length === 0) return null;
  return (
    <section class="ranking">
      <h2>{title}</h2>
      <ol>
        {entries.map(({ count, node }) => (
          <li key={node.slug}>
            <a href={addressOf(node.slug)}>
              <span dir="auto">{node.name}</span>
              <span class="count">{writtenNumber(language, count)}</span>
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}
