import { directoryAddress, directoryPlaceOf, nameOf } from "../../address/directories.ts";
import { propositionAddress } from "../../address/nouns.ts";
import { documents } from "../../generated/documents.ts";
import type { PropositionsQuery } from "../../generated/operations.ts";
import { speakersByPosition } from "../../language/speakersByPosition.ts";
import { definePage } from "../../page.ts";
import { Directory, DirectoryEntry } from "../../views/Directory.tsx";
import { useMessages } from "../../views/reading.ts";

type Found = NonNullable<PropositionsQuery["propositions"]>;

/** The propositions on which the archive knows positions, by name. */
export const propositionsPage = definePage({
  path: "/propositions",
  document: documents.propositions,
  variables({ query }) {
    const name = nameOf(query);
    return { ...(name && { filter: { text: name } }), ...directoryPlaceOf(query) };
  },
  show({ propositions }, { address: { query }, language }) {
    return {
      view: {
        title: language.messages.propositions,
        canonical: directoryAddress("/propositions", Object.fromEntries(query)),
        main: <Propositions found={propositions as Found} query={query} />,
      },
    };
  },
});

function Propositions({ found, query }: { found: Found; query: URLSearchParams }) {
  const t = useMessages();
  return (
    <Directory
      path="/propositions"
      query={query}
      title={t.propositions}
      count={t.propositionCount(found.totalCount)}
      hasOrders={false}
      pageInfo={found.pageInfo}
    >
      {found.nodes.map(({ slug, name, isFictional, positionCounts }) => (
        <DirectoryEntry key={slug} href={propositionAddress(slug)} name={name} isFictional={isFictional}>
          <span class="about">{speakersByPosition(positionCounts, t)}</span>
        </DirectoryEntry>
      ))}
    </Directory>
  );
}
