import { directoryAddress, directoryOf } from "../../address/directories.ts";
import { topicAddress } from "../../address/nouns.ts";
import { documents } from "../../generated/documents.ts";
import type { TopicsQuery } from "../../generated/operations.ts";
import { writtenNumber } from "../../language/counted.ts";
import { definePage } from "../../page.ts";
import { Directory, DirectoryEntry } from "../../views/Directory.tsx";
import { useLanguageTag, useMessages } from "../../views/reading.ts";

type Found = NonNullable<TopicsQuery["topics"]>;

/** The topics of the archive, those with most statements first. */
export const topicsPage = definePage({
  path: "/topics",
  document: documents.topics,
  variables: ({ query }) => directoryOf(query),
  show({ topics }, { address: { query }, language }) {
    return {
      view: {
        title: language.messages.topics,
        canonical: directoryAddress("/topics", Object.fromEntries(query)),
        main: <Topics found={topics as Found} query={query} />,
      },
    };
  },
});

function Topics({ found, query }: { found: Found; query: URLSearchParams }) {
  const t = useMessages();
  const language = useLanguageTag();
  return (
    <Directory
      path="/topics"
      query={query}
      title={t.topics}
      count={t.topicCount(found.totalCount)}
      pageInfo={found.pageInfo}
    >
      {found.nodes.map(({ slug, name, kind, broader, statements }) => (
        <DirectoryEntry key={slug} href={topicAddress(slug)} name={name}>
          <span class="about" dir="auto">
            {[t.topicKind[kind], ...broader.map((topic) => topic.name)].join(t.comma)}
          </span>
          <span class="count">{writtenNumber(language, statements.totalCount)}</span>
        </DirectoryEntry>
      ))}
    </Directory>
  );
}
