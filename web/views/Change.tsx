import { changesAddress } from "../address/changes.ts";
import { undoAddress } from "../address/edit.ts";
import { nounAddress } from "../address/nouns.ts";
import type { ChangeFragment } from "../generated/operations.ts";
import { longInstant } from "../language/dates.ts";
import { doneBy } from "../language/doneBy.ts";
import { useIsEditor, useLanguageTag, useMessages } from "./reading.ts";
import { shortened } from "./shortened.ts";

type Touched = ChangeFragment["nodes"][number];

/** How many things and fields of a change are shown, and how many letters of a value. */
const MOST_SHOWN = 8;
/** Up to so many fields are shown at once. */
const FEW = 3;
const LONGEST_VALUE = 200;

export interface ChangeProps extends ChangeFragment {
  /** Whether it stands alone, as where it is about to be undone. */
  isAlone?: boolean;
}

/** A change of the archive: who made it, when and why, and what it changed; for editors with a link to undo it. */
export function Change({
  id,
  at,
  action,
  reason,
  by,
  nodes,
  changes,
  undoneBy,
  undoneImport,
  isAlone = false,
}: ChangeProps) {
  const t = useMessages();
  const isEditor = useIsEditor();
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
      {undoneImport && <ImportOf {...undoneImport} />}
      {reason && (
        <p class="reason" dir="auto">
          {reason}
        </p>
      )}
      <Fields changes={changes} />
      {isEditor && !isAlone && !undoneBy && !undoneImport && by.kind === "PERSON" && (
        <p class="edit-links">
          <a href={undoAddress(id)}>{t.undo}</a>
        </p>
      )}
    </article>
  );
}

/** An import that is no longer in the archive. */
function ImportOf({ id, files, fileCount, startedAt }: NonNullable<ChangeFragment["undoneImport"]>) {
  const t = useMessages();
  const language = useLanguageTag();
  const left = fileCount - Math.min(files.length, MOST_SHOWN);
  return (
    <p>
      {t.importNumbered(id)}
      {t.comma}
      <time dateTime={startedAt}>{longInstant(startedAt, language)}</time>
      {": "}
      <bdi>{files.slice(0, MOST_SHOWN).join(t.comma)}</bdi>
      {left > 0 && <> {t.andMore(left)}</>}
    </p>
  );
}

/** Something that was changed, by its name now. */
function TouchedThing(node: Touched) {
  switch (node.__typename) {
    case "Speaker":
    case "Topic":
    case "Source":
    case "Proposition":
      return <NamedLink href={nounAddress(node)} name={node.name} />;
    case "Article":
      return <NamedLink href={nounAddress(node)} name={node.headline} language={node.language} />;
    case "Statement":
      return <NamedLink href={nounAddress(node)} name={shortened(node.text, LONGEST_VALUE)} language={node.language} />;
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
function Fields({ changes }: Pick<ChangeFragment, "changes">) {
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
  if (Array.isArray(value)) return shortened(value.map(written).join(", "), LONGEST_VALUE);
  if (typeof value !== "object" || value === null) return shortened(String(value ?? ""), LONGEST_VALUE);
  const [first, ...rest] = Object.values(value).filter((part) => part !== null && part !== "");
  return rest.length === 0 ? written(first) : `${written(first)} (${written(rest)})`;
}
