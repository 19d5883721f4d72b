import { MERGE_SPEAKERS, mergeAddress, type Pair, pairOf } from "../../address/merge.ts";
import { speakerAddress } from "../../address/nouns.ts";
import { listOf } from "../../address/statements.ts";
import { documents } from "../../generated/documents.ts";
import type {
  MergeSpeakerFragment,
  MergeSpeakersQuery,
  MergeSpeakersQueryVariables,
} from "../../generated/operations.ts";
import { longInstant } from "../../language/dates.ts";
import { useLanguageTag, useMessages } from "../../views/reading.ts";
import { Statement } from "../../views/Statement.tsx";
import { type DeskProps, defineDesk } from "../desk.ts";
import { Problems } from "../review/Problems.tsx";
import { shareOf } from "../review/shareOf.ts";
import { Alike, MergeForm, MergeSorts, PairForm, SharedNames } from "./PairForm.tsx";

/** The merge desk: two speakers side by side, and what a merge would make of them. */
export const mergeDesk = defineDesk({
  path: MERGE_SPEAKERS,
  document: documents.mergeSpeakers,
  variables: mergeVariables,
  view: (data, props) => ({
    title: props.language.messages.review.mergeTitle,
    isUnlisted: true,
    main: <Merge data={data} {...props} />,
  }),
});

function mergeVariables(query: URLSearchParams): MergeSpeakersQueryVariables {
  const { one, other } = pairOf(query);
  const merged = query.get("merged") ?? "";
  const isGiven = one !== "" && other !== "";
  return { one, other, isGiven, isOpen: !isGiven, merged, isTold: merged !== "" };
}

function Merge({ data, query, refused }: DeskProps & { data: MergeSpeakersQuery }) {
  const t = useMessages().review;
  const pair = pairOf(query);
  const { one, other } = data;
  const { isGiven } = mergeVariables(query);
  return (
    <div class="review merge">
      <h1>{t.mergeTitle}</h1>
      <p class="lead">{t.mergeLead}</p>
      <MergeSorts path={MERGE_SPEAKERS} />
      <Merged merged={data.merged} former={query.get("merged") ?? ""} />
      {query.has("different") && (
        <p class="notice" role="status">
          {t.theyAreDifferent}
        </p>
      )}
      {refused && <Problems {...refused} />}
      <PairForm path={MERGE_SPEAKERS} pair={pair} />
      {isGiven && !one && (
        <Alike
          typed={pair.one}
          alike={data.oneAlike?.nodes ?? []}
          addressOf={(slug) => mergeAddress(MERGE_SPEAKERS, { ...pair, one: slug })}
        />
      )}
      {isGiven && !other && (
        <Alike
          typed={pair.other}
          alike={data.otherAlike?.nodes ?? []}
          addressOf={(slug) => mergeAddress(MERGE_SPEAKERS, { ...pair, other: slug })}
        />
      )}
      {one && other && <Compared pair={pair} one={one} other={other} />}
      {data.speakerMergeSuggestions && <Suggestions suggestions={data.speakerMergeSuggestions} />}
    </div>
  );
}

function Compared({ pair, one, other }: { pair: Pair; one: MergeSpeakerFragment; other: MergeSpeakerFragment }) {
  const t = useMessages().review;
  if (one.slug === other.slug) return <p class="notice">{pair.one === pair.other ? t.chosenTwice : t.sameThing}</p>;
  const size = (speaker: MergeSpeakerFragment) => speaker.statements.totalCount;
  const isOtherKept = pair.keep ? pair.keep === other.slug : size(other) > size(one);
  const [kept, gone] = isOtherKept ? [other, one] : [one, other];
  return (
    <>
      <div class="sides">
        <Side speaker={one} beside={other} isKept={kept === one} />
        <Side speaker={other} beside={one} isKept={kept === other} />
      </div>
      <CommonTopics one={one} other={other} />
      <MergeForm
        path={MERGE_SPEAKERS}
        pair={pair}
        kept={kept}
        gone={gone}
        preview={t.preview(kept.name, gone.name, size(one) + size(other))}
      />
      <form class="fields" action={mergeAddress(`${MERGE_SPEAKERS}/different`, pair)} method="post">
        <input type="hidden" name="speaker" value={one.slug} />
        <input type="hidden" name="speaker" value={other.slug} />
        <button type="submit">{t.different}</button>
      </form>
    </>
  );
}

function Side({
  speaker,
  beside,
  isKept,
}: {
  speaker: MergeSpeakerFragment;
  beside: MergeSpeakerFragment;
  isKept: boolean;
}) {
  const all = useMessages();
  const t = all.review;
  const language = useLanguageTag();
  const { slug, name, description, wikidataId, roles, names, statements, createdAt, isReviewed, isFictional } = speaker;
  return (
    <section class={isKept ? "side side-kept" : "side"} aria-label={name}>
      <h2 dir="auto">
        <a href={speakerAddress(slug)}>{name}</a>
        {!isReviewed && <span class="mark">{t.notReviewed}</span>}
        {isFictional && <strong class="mark">{all.fictional}</strong>}
      </h2>
      <dl>
        {description && (
          <>
            <dt>{t.description}</dt>
            <dd dir="auto">{description}</dd>
          </>
        )}
        <dt>{t.names}</dt>
        <dd>
          <SharedNames names={names.map((each) => each.name)} others={beside.names.map((each) => each.name)} />
        </dd>
        {roles.length > 0 && (
          <>
            <dt>{t.roles}</dt>
            <dd>
              <SharedNames names={roles.map(roleOf)} others={beside.roles.map(roleOf)} />
            </dd>
          </>
        )}
        {wikidataId && (
          <>
            <dt>Wikidata</dt>
            <dd>{wikidataId}</dd>
          </>
        )}
        <dt>{t.added}</dt>
        <dd>{longInstant(createdAt, language)}</dd>
        <dt>{t.latest}</dt>
        <dd>
          <a href={listOf({ speaker: slug })}>{all.statementCount(statements.totalCount)}</a>
        </dd>
      </dl>
      <ol class="statements">
        {statements.nodes.map((statement) => (
          <li key={statement.urn}>
            <Statement statement={statement} isSpeakerKnown />
          </li>
        ))}
      </ol>
    </section>
  );
}

function roleOf({ label, startsOn, endsOn }: MergeSpeakerFragment["roles"][number]): string {
  return startsOn || endsOn ? `${label} (${startsOn ?? "…"} – ${endsOn ?? "…"})` : label;
}

/** The topics on which both have spoken: a sign that they are the same, or only of the same field. */
function CommonTopics({ one, other }: { one: MergeSpeakerFragment; other: MergeSpeakerFragment }) {
  const all = useMessages();
  const slugs = new Set(other.topics.nodes.map(({ slug }) => slug));
  const common = one.topics.nodes.filter(({ slug }) => slugs.has(slug));
  if (common.length === 0) return null;
  return (
    <p dir="auto">
      {all.review.commonTopics}: {common.map(({ name }) => name).join(all.comma)}
    </p>
  );
}

/** What became of the last merge, with the way to undo it. It holds however long ago that was. */
function Merged({ merged, former }: { merged: MergeSpeakersQuery["merged"]; former: string }) {
  const t = useMessages().review;
  if (!merged) return null;
  const isMerged = merged.slug !== former;
  return (
    <div class="notice decided" role="status">
      <p dir="auto">{isMerged ? t.merged(merged.name) : t.mergeUndone}</p>
      {isMerged && (
        <form action={`${MERGE_SPEAKERS}/undo`} method="post">
          <input type="hidden" name="gone" value={former} />
          <button type="submit">{t.undoMerge}</button>
        </form>
      )}
    </div>
  );
}

function Suggestions({ suggestions }: { suggestions: NonNullable<MergeSpeakersQuery["speakerMergeSuggestions"]> }) {
  const t = useMessages().review;
  const language = useLanguageTag();
  return (
    <section>
      <h2>{t.suggestions}</h2>
      {suggestions.length === 0 && <p>{t.noSuggestions}</p>}
      <ol class="merge-suggestions">
        {suggestions.map(({ speakers: [one, other], reason, likeness }) => {
          if (!one || !other) return null;
          const why = reason === "SAME_NAME" ? t.sameName : t.likeNames(shareOf(likeness, language));
          return (
            <li key={`${one.slug} ${other.slug}`}>
              <a href={mergeAddress(MERGE_SPEAKERS, { one: one.slug, other: other.slug })} dir="auto">
                {one.name} / {other.name}
              </a>{" "}
              <span>({why})</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
