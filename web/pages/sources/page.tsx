import { directoryAddress, directoryPlaceOf, nameOf } from "../../address/directories.ts";
import { sourceAddress } from "../../address/nouns.ts";
import { documents } from "../../generated/documents.ts";
import type { SourcesQuery } from "../../generated/operations.ts";
import { definePage } from "../../page.ts";
import { Directory, DirectoryEntry } from "../../views/Directory.tsx";
import { useMessages } from "../../views/reading.ts";

type Found = NonNullable<SourcesQuery["sources"]>;

/** The outlets, agencies and institutions whose articles the archive has, by name. */
export const sourcesPage = definePage({
  path: "/sources",
  document: documents.sources,
  variables({ query }) {
    const name = nameOf(query);
    return { ...(name && { filter: { name } }), ...directoryPlaceOf(query) };
  },
  show({ sources }, { address: { query }, language }) {
    return {
      view: {
        title: language.messages.sources,
        canonical: directoryAddress("/sources", Object.fromEntries(query)),
        main: <Sources found={sources as Found} query={query} />,
      },
    };
  },
});

function Sources({ found, query }: { found: Found; query: URLSearchParams }) {
  const t = useMessages();
  return (
    <Directory
      path="/sources"
      query={query}
      title={t.sources}
      count={t.sourceCount(found.totalCount)}
      hasOrders={false}
      pageInfo={found.pageInfo}
    >
      {found.nodes.map(({ slug, name, kind, isFictional, articles }) => (
        <DirectoryEntry key={slug} href={sourceAddress(slug)} name={name} isFictional={isFictional}>
          <span class="about">{t.sourceKind[kind]}</span>
          <span class="count">{t.articleCount(articles.totalCount)}</span>
        </DirectoryEntry>
      ))}
    </Directory>
  );
}
