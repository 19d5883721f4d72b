import { filterOf, orderOf, pageOf, replaced, statementsAddress, turned } from "../../address/statements.ts";
import { documents } from "../../generated/documents.ts";
import type { StatementsQuery } from "../../generated/operations.ts";
import { shortSpan } from "../../language/dates.ts";
import { statementsFound } from "../../language/statementsFound.ts";
import { definePage } from "../../page.ts";
import { Facets } from "../../views/Facets.tsx";
import { Meanings, meantInList } from "../../views/Meanings.tsx";
import { PageLinks } from "../../views/PageLinks.tsx";
import { useLanguageTag, useMessages } from "../../views/reading.ts";
import { Statement } from "../../views/Statement.tsx";
import { Timeline } from "../../views/Timeline.tsx";
import { listAlternates } from "../listAlternates.ts";
import { ConditionChips } from "./ConditionChips.tsx";
import { facetsOf } from "./facets.ts";
import { searchWords, titleOf } from "./title.ts";

type Found = NonNullable<StatementsQuery["statements"]>;

/** A list of statements: the list itself, what it may be narrowed to beside it, and when they were said above it. */
export const statementsPage = definePage({
  path: "/statements",
  document: documents.statements,
  variables: ({ query }) => ({ filter: filterOf(query), orderBy: orderOf(query), ...pageOf(query) }),
  show({ statements }, { address, language }) {
    const { query } = address;
    const found = statements as Found;
    const title = titleOf(query, found.matched.names, language);
    return {
      view: {
        title,
        description: `${statementsFound(found, language.messages)}.`,
        canonical: statementsAddress(query),
        alternates: listAlternates(query, language.messages),
        isUnlisted: found.totalCount === 0,
        asked: searchWords(query, found.matched.names, language),
        main: <Statements found={found} query={query} title={title} />,
      },
    };
  },
});

interface StatementsProps {
  found: Found;
  query: URLSearchParams;
  title: string;
}

function Statements({ found, query, title }: StatementsProps) {
  const t = useMessages();
  const facets = facetsOf(found, query, t, useLanguageTag());
  const isFirstPage = !query.has("after") && !query.has("before");
  return (
    <div class="listing">
      <header class="listing-head">
        <h1 dir="auto">{title}</h1>
        <p class="lead">
          {statementsFound(found, t)}
          <When found={found} />
        </p>
        <ConditionChips query={query} names={found.matched.names} />
        <Meanings names={found.matched.names} addressOf={meantInList(query)} />
      </header>
      {found.totalCount > 0 && isFirstPage && <Timeline query={query} {...found.timeline} />}
      <div class="columns">
        <section class="results" aria-label={t.statements}>
          <div class="results-head">
            {found.totalCount > 1 && <Orders query={query} />}
            {query.getAll("speaker").length > 1 && <a href={statementsAddress(query, "/compare")}>{t.compare}</a>}
            {found.totalCount > 0 && (
              <a class="to-facets" href="#narrow">
                {t.narrow}
              </a>
            )}
          </div>
          {found.edges.length === 0 ? (
            <div class="empty">
              <p>{t.nothingFound}</p>
              <p>{t.nothingFoundAdvice}</p>
            </div>
          ) : (
            <ol class="statements">
              {found.edges.map(({ node, snippet }) => (
                <li key={node.urn}>
                  <Statement statement={node} snippet={snippet} />
                </li>
              ))}
            </ol>
          )}
          <PageLinks pageInfo={found.pageInfo} addressOf={(place) => turned(query, place)} />
          {found.totalCount > 0 && <TakeAway query={query} />}
        </section>
        <Facets query={query} facets={facets} />
      </div>
    </div>
  );
}

/** When all of them were said, if that is one day, month or year: the picture would be a single bar. */
function When({ found }: { found: Found }) {
  const t = useMessages();
  const language = useLanguageTag();
  const [only, ...others] = found.timeline.buckets;
  if (!only || others.length > 0 || found.timeline.undatedCount > 0) return null;
  return <>{t.comma + shortSpan(only, language)}</>;
}

function Orders({ query }: { query: URLSearchParams }) {
  const t = useMessages();
  const chosen = query.get("order") ?? "newest";
  const orders = [
    { value: "newest", words: t.newestFirst },
    { value: "oldest", words: t.oldestFirst },
    ...(query.get("text") ? [{ value: "best", words: t.bestFirst }] : []),
  ];
  return (
    <nav class="orders" aria-label={t.order}>
      <ul>
        {orders.map(({ value, words }) => (
          <li key={value}>
            <a href={replaced(query, { order: value })} aria-current={value === chosen ? "true" : undefined}>
              {words}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The list as a file, as a feed and as a link. */
function TakeAway({ query }: { query: URLSearchParams }) {
  const t = useMessages();
  return (
    <section class="take-away" aria-labelledby="take-away">
      <h2 id="take-away">{t.takeAway}</h2>
      <ul>
        {listAlternates(query, t).map(({ href, title }) => (
          <li key={href}>
            <a href={href}>{title}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
