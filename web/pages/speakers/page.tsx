import { directoryAddress, directoryOf } from "../../address/directories.ts";
import { speakerAddress } from "../../address/nouns.ts";
import { documents } from "../../generated/documents.ts";
import type { SpeakersQuery } from "../../generated/operations.ts";
import { writtenNumber } from "../../language/counted.ts";
import { definePage } from "../../page.ts";
import { Directory, DirectoryEntry } from "../../views/Directory.tsx";
import { useLanguageTag, useMessages } from "../../views/reading.ts";

type Found = NonNullable<SpeakersQuery["speakers"]>;

/** The speakers of the archive, those with most statements first. */
export const speakersPage = definePage({
  path: "/speakers",
  document: documents.speakers,
  variables: ({ query }) => directoryOf(query),
  show({ speakers }, { address: { query }, language }) {
    const t = language.messages;
    return {
      view: {
        title: t.speakers,
        canonical: directoryAddress("/speakers", Object.fromEntries(query)),
        main: <Speakers found={speakers as Found} query={query} />,
      },
    };
  },
});

function Speakers({ found, query }: { found: Found; query: URLSearchParams }) {
  const t = useMessages();
  const language = useLanguageTag();
  return (
    <Directory
      path="/speakers"
      query={query}
      title={t.speakers}
      count={t.speakerCount(found.totalCount)}
      pageInfo={found.pageInfo}
    >
      {found.nodes.map(({ slug, name, description, isFictional, roles, statements }) => (
        <DirectoryEntry key={slug} href={speakerAddress(slug)} name={name} isFictional={isFictional}>
          <span class="about" dir="auto">
            {lastRole(roles) ?? description}
          </span>
          <span class="count">
            {/* Speakers who are on record because somebody spoke to them, or as members of a group. */}
            {statements.totalCount === 0 ? t.noneOfTheirOwn : writtenNumber(language, statements.totalCount)}
          </span>
        </DirectoryEntry>
      ))}
    </Directory>
  );
}

/** The label of the role that began last. */
function lastRole(roles: Found["nodes"][number]["roles"]): string | undefined {
  return roles.toSorted((one, other) => (other.startsOn ?? "").localeCompare(one.startsOn ?? ""))[0]?.label;
}
