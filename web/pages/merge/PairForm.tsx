import { MERGE_PROPOSITIONS, MERGE_SPEAKERS, mergeAddress, type Pair } from "../../address/merge.ts";
import { useMessages } from "../../views/reading.ts";
import { Target } from "../review/Target.tsx";

export interface PairFormProps {
  path: string;
  pair: Pair;
  /** Names to choose from, by slug; typed freely if it is absent. */
  choices?: readonly { slug: string; name: string }[];
}

/** Chooses the two that are compared. */
export function PairForm({ path, pair, choices }: PairFormProps) {
  const t = useMessages().review;
  const field = (name: "one" | "other", label: string) => (
    <p>
      <label for={`merge-${name}`}>{label}</label>
      {choices ? (
        <select id={`merge-${name}`} name={name} required>
          <option value="" />
          {choices.map((choice) => (
            <option key={choice.slug} value={choice.slug} selected={choice.slug === pair[name]}>
              {choice.name}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={`merge-${name}`}
          name={name}
          required
          maxLength={300}
          dir="auto"
          autocomplete="off"
          value={pair[name]}
        />
      )}
    </p>
  );
  return (
    <form class="fields fields-in-row" action={path} method="get">
      {field("one", t.first)}
      {field("other", t.second)}
      <button type="submit">{t.sideBySide}</button>
    </form>
  );
}

/** Leads from one sort of merge to the other. */
export function MergeSorts({ path }: { path: string }) {
  const t = useMessages().review;
  const sorts = [
    [MERGE_SPEAKERS, t.mergeSpeakers],
    [MERGE_PROPOSITIONS, t.mergePropositions],
  ] as const;
  return (
    <nav aria-label={t.mergeTitle}>
      <ul class="tags">
        {sorts.map(([href, label]) => (
          <li key={href}>
            <a href={href} aria-current={href === path ? "page" : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** What was typed means nobody: the names that are like it. */
export function Alike({
  typed,
  alike,
  addressOf,
}: {
  typed: string;
  alike: readonly { slug: string; name: string; description?: string | null | undefined }[];
  addressOf(slug: string): string;
}) {
  const t = useMessages();
  return (
    <div class="notice" role="alert">
      <p dir="auto">{t.notKnown(typed)}</p>
      {alike.length > 0 && (
        <>
          <p>{t.didYouMean}</p>
          <ul>
            {alike.map(({ slug, name, description }) => (
              <li key={slug}>
                <a href={addressOf(slug)} dir="auto">
                  {name}
                </a>
                {description && <span dir="auto"> ({description})</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

export interface MergeFormProps {
  path: string;
  pair: Pair;
  kept: { slug: string; name: string };
  gone: { slug: string; name: string; id: string; version: string };
  preview: string;
}

/** What the merge would do, which of the two is kept, and the button that merges. */
export function MergeForm({ path, pair, kept, gone, preview }: MergeFormProps) {
  const t = useMessages().review;
  return (
    <section class="merge-preview" aria-labelledby="after-merge">
      <h2 id="after-merge">{t.afterMerge}</h2>
      <p dir="auto">{preview}</p>
      <p>
        <a href={mergeAddress(path, { ...pair, keep: gone.slug })} dir="auto">
          {t.keepThis(gone.name)}
        </a>
      </p>
      <form class="fields" action={mergeAddress(`${path}/do`, { ...pair, keep: kept.slug })} method="post">
        <Target {...gone} />
        <input type="hidden" name="gone" value={gone.slug} />
        <label for="merge-why">{t.why}</label>
        <input id="merge-why" name="why" maxLength={1_000} dir="auto" />
        <button type="submit">{t.merge}</button>
      </form>
    </section>
  );
}

/** Names of one of the two; those that both have are marked. */
export function SharedNames({ names, others }: { names: readonly string[]; others: readonly string[] }) {
  const t = useMessages().review;
  return (
    <ul>
      {[...new Set(names)].map((name) => (
        <li key={name}>
          <span dir="auto">{name}</span>
          {others.includes(name) && <span class="mark">{t.shared}</span>}
        </li>
      ))}
    </ul>
  );
}
