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

function Home({ archive, statements, examples }: HomeQuery) {
  const t = useMessages();
  const newest = statements?.nodes ?? [];
  const { speakers = [], topics = [] } = statements?.facets ?? {};
  return (
    <div class="home">
      <h1 class="unseen">{t.homeTitle}</h1>
      <SearchBox isLarge />
      <Examples statements={examples?.nodes ?? []} />
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

type Example = NonNullable<HomeQuery["examples"]>["nodes"][number];

/** Searches that find something: what is most frequent among the latest statements. Nothing made up is an example. */
function Examples({ statements }: { statements: readonly Example[] }) {
  const t = useMessages();
  const pairs = statements.flatMap(({ speaker, topics }) =>
    speaker
      ? topics
          .filter(({ kind }) => kind !== "EVENT")
          .map((topic) => ({ search: t.searchOn(speaker.name, topic.name), topic: topic.name }))
      : [],
  );
  const frequency = new Map<string, number>();
  for (const { search } of pairs) frequency.set(search, (frequency.get(search) ?? 0) + 1);
  const often = ({ search }: { search: string }) => frequency.get(search) ?? 0;
  const [best] = pairs.sort((one, other) => often(other) - often(one));
  if (!best) return null;
  const examples = [best.search, best.topic];
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
  entries: readonly { count: number; node: { slug: string; name: string; isFictional: boolean } }[];
  addressOf: (slug: string) => string;
}

function Ranking({ title, entries, addressOf }: RankingProps) {
  const t = useMessages();
  const language = useLanguageTag();
  if (entries.length === 0) return null;
  return (
    <section class="ranking">
      <h2>{title}</h2>
      <ol>
        {entries.map(({ count, node }) => (
          <li key={node.slug}>
            <a href={addressOf(node.slug)}>
              <span dir="auto">
                {node.name}
                {node.isFictional && <span class="mark">{t.fictional}</span>}
              </span>
              <span class="count">{writtenNumber(language, count)}</span>
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}
