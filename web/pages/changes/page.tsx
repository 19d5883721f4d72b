import { changeConditions, changesAddress, changesOf } from "../../address/changes.ts";
import {
  articleAddress,
  propositionAddress,
  sourceAddress,
  speakerAddress,
  statementAddress,
  topicAddress,
} from "../../address/nouns.ts";
import { documents } from "../../generated/documents.ts";
import type { ChangesQuery } from "../../generated/operations.ts";
import { longInstant } from "../../language/dates.ts";
import { doneBy } from "../../language/doneBy.ts";
import { definePage } from "../../page.ts";
import { PageLinks } from "../../views/PageLinks.tsx";
import { useLanguageTag, useMessages } from "../../views/reading.ts";

type Found = NonNullable<ChangesQuery["revisions"]>;
type Revision = Found["nodes"][number];
type Touched = Revision["nodes"][number];

/** How many things and fields of a change are shown, and how many letters of a value. */
const MOST_SHOWN = 8;
/** Up to so many fields are shown at once. */
const FEW = 3;
const LONGEST_VALUE = 200;

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
              <OneChange {...revision} />
            </li>
          ))}
        </ol>
      )}
      <PageLinks pageInfo={found.pageInfo} addressOf={(place) => changesAddress(conditions, place)} />
    </div>
  );
}

function OneChange({ at, action, reason, by, nodes, changes, undoneBy }: Revision) {
  const t = useMessages();
  const language = useLanguageTag();
  const left = nodes.length - MOST_SHOWN;
  return (
    <article class="change">
      <p class="statement-date">
        <time dateTime={at}>{longInstant(at, language)}</time>
        {undoneBy && <strong class="mark">{t.changeUndone}</strong>}
      </p>
      <p>
        <a href={changesAddress([{ name: "by", value: by.name }])} dir="auto">
          {by.name}
        </a>
        {": "}
        <a href={changesAddress([{ name: "action", value: action }])}>{doneBy(action, t)}</a>
      </p>
      <ul class="touched">
        {nodes.slice(0, MOST_SHOWN).map((node) => (
          <li key={node.id}>
            <TouchedThing {...node} />
          </li>
        ))}
        {left > 0 && <li>{t.andMore(left)}</li>}
      </ul>
      {reason && (
        <p class="reason" dir="auto">
          {reason}
        </p>
      )}
      <Fields changes={changes} />
    </article>
  );
}

/** Something that was changed, by its name now. */
function TouchedThing(node: Touched) {
  switch (node.__typename) {
    case "Speaker":
      return <NamedLink href={speakerAddress(node.slug)} name={node.name} />;
    case "Topic":
      return <NamedLink href={topicAddress(node.slug)} name={node.name} />;
    case "Source":
      return <NamedLink href={sourceAddress(node.slug)} name={node.name} />;
    case "Proposition":
      return <NamedLink href={propositionAddress(node.slug)} name={node.name} />;
    case "Article":
      return <NamedLink href={articleAddress(node.id)} name={node.headline} language={node.language} />;
    case "Statement":
      return <NamedLink href={statementAddress(node.urn)} name={shortened(node.text)} language={node.language} />;
    case "Appearance":
    case "Proposal":
    case "Revision":
      return <NamedLink href={changesAddress([{ name: "node", value: node.id }])} name={node.__typename} />;
  }
}

function NamedLink({ href, name, language }: { href: string; name: string; language?: string }) {
  return (
    <a href={href} lang={language} dir="auto">
      {name}
    </a>
  );
}

/** What was changed, field by field: the value before struck out, the value after underlined. */
function Fields({ changes }: Pick<Revision, "changes">) {
  const t = useMessages();
  const left = changes.length - MOST_SHOWN;
  if (changes.length === 0) return null;
  return (
    <details open={changes.length <= FEW}>
      <summary>{t.changedFields}</summary>
      <dl class="changed-fields">
        {changes.slice(0, MOST_SHOWN).map(({ nodeId, field, before, after }) => (
          <div key={nodeId + field}>
            <dt>{t.fieldName[field] ?? field}</dt>
            <dd dir="auto">
              {before !== null && <del>{written(before)}</del>} {after !== null && <ins>{written(after)}</ins>}
            </dd>
          </div>
        ))}
      </dl>
      {left > 0 && <p>{t.andMore(left)}</p>}
    </details>
  );
}

/** Writes a value of any field in a line: a name with its language as “Ада (ru)”. */
function written(value: unknown): string {
  if (Array.isArray(value)) return shortened(value.map(written).join(", "));
  if (typeof value !== "object" || value === null) return shortened(String(value ?? ""));
  const [first, ...rest] = Object.values(value).filter((part) => part !== null && part !== "");
  return rest.length === 0 ? written(first) : `${written(first)} (${written(rest)})`;
}

function shortened(text: string): string {
  const letters = [...text];
  return letters.length <= LONGEST_VALUE ? text : `${letters.slice(0, LONGEST_VALUE).join("")}…`;
}
