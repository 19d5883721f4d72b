import { changeConditions, changesAddress, changesOf } from "../../address/changes.ts";
import { documents } from "../../generated/documents.ts";
import type { ChangesQuery } from "../../generated/operations.ts";
import { doneBy } from "../../language/doneBy.ts";
import { definePage } from "../../page.ts";
import { Change } from "../../views/Change.tsx";
import { PageLinks } from "../../views/PageLinks.tsx";
import { useMessages } from "../../views/reading.ts";

type Found = NonNullable<ChangesQuery["revisions"]>;

/** The history of the archive: who changed what, when and why, the newest change first. */
export const changesPage = definePage({
  path: "/changes",
  document: documents.changes,
  variables: ({ query }) => changesOf(query),
  show({ revisions }, { address, language }) {
    const t = language.messages;
    const { query } = address;
    const place = { after: query.get("after"), before: query.get("before") };
    return {
      view: {
        title: t.changesTitle,
        description: t.changesLead,
        canonical: changesAddress(changeConditions(query), place),
        isUnlisted: changeConditions(query).length > 0,
        main: <Changes found={revisions as Found} query={query} />,
      },
    };
  },
});

function Changes({ found, query }: { found: Found; query: URLSearchParams }) {
  const t = useMessages();
  const conditions = changeConditions(query);
  return (
    <div class="changes">
      <header class="listing-head">
        <h1>{t.changesTitle}</h1>
        <p class="lead">{t.changesLead}</p>
        <p class="lead">{t.changeCount(found.totalCount)}</p>
        {conditions.length > 0 && (
          <ul class="conditions" aria-label={t.narrowedBy}>
            {conditions.map((condition) => (
              <li key={condition.name + condition.value}>
                <a
                  href={changesAddress(conditions.filter((other) => other !== condition))}
                  aria-label={t.remove(condition.value)}
                >
                  <span dir="auto">{condition.name === "action" ? doneBy(condition.value, t) : condition.value}</span>
                  <span aria-hidden="true"> ×</span>
                </a>
              </li>
            ))}
          </ul>
        )}
      </header>
      {found.nodes.length === 0 ? (
        <p class="empty">{t.noChanges}</p>
      ) : (
        <ol class="statements">
          {found.nodes.map((revision) => (
            <li key={revision.id}>
              <Change {...revision} />
            </li>
          ))}
        </ol>
      )}
      <PageLinks pageInfo={found.pageInfo} addressOf={(place) => changesAddress(conditions, place)} />
    </div>
  );
}
