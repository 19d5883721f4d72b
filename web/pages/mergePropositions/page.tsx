import { MERGE_PROPOSITIONS, type Pair, pairOf } from "../../address/merge.ts";
import { propositionAddress } from "../../address/nouns.ts";
import { documents } from "../../generated/documents.ts";
import type {
  MergePropositionFragment,
  MergePropositionsQuery,
  MergePropositionsQueryVariables,
} from "../../generated/operations.ts";
import { longInstant } from "../../language/dates.ts";
import { useLanguageTag, useMessages } from "../../views/reading.ts";
import { type DeskProps, defineDesk } from "../desk.ts";
import { MergeForm, MergeSorts, PairForm, SharedNames } from "../merge/PairForm.tsx";
import { Problems } from "../review/Problems.tsx";

/** Two propositions side by side, and what a merge would make of them. */
export const mergePropositionsDesk = defineDesk({
  path: MERGE_PROPOSITIONS,
  document: documents.mergePropositions,
  variables: mergePropositionsVariables,
  view: (data, props) => ({
    title: props.language.messages.review.mergeTitle,
    isUnlisted: true,
    main: <MergePropositions data={data} {...props} />,
  }),
});

function mergePropositionsVariables(query: URLSearchParams): MergePropositionsQueryVariables {
  const { one, other } = pairOf(query);
  const told = query.get("told") ?? "";
  return { one, other, isGiven: one !== "" && other !== "", told, isTold: told !== "" };
}

function MergePropositions({ data, query, refused }: DeskProps & { data: MergePropositionsQuery }) {
  const all = useMessages();
  const t = all.review;
  const pair = pairOf(query);
  const { one, other, told } = data;
  return (
    <div class="review merge">
      <h1>{t.mergeTitle}</h1>
      <p class="lead">{t.mergeLead}</p>
      <MergeSorts path={MERGE_PROPOSITIONS} />
      {told && "undoneBy" in told && (
        <div class="notice decided" role="status">
          <p>{told.undoneBy ? t.mergeUndone : t.mergedPropositions}</p>
          {!told.undoneBy && (
            <form action={`${MERGE_PROPOSITIONS}/undo`} method="post">
              <input type="hidden" name="revision" value={told.id} />
              <button type="submit">{t.undoMerge}</button>
            </form>
          )}
        </div>
      )}
      {refused && <Problems {...refused} />}
      <PairForm path={MERGE_PROPOSITIONS} pair={pair} choices={data.propositions?.nodes ?? []} />
      {pair.one && pair.other && !(one && other) && <p class="notice">{all.noSuchProposition}</p>}
      {one && other && <Compared pair={pair} one={one} other={other} />}
    </div>
  );
}

function Compared({
  pair,
  one,
  other,
}: {
  pair: Pair;
  one: MergePropositionFragment;
  other: MergePropositionFragment;
}) {
  const t = useMessages().review;
  if (one.slug === other.slug) return <p class="notice">{pair.one === pair.other ? t.chosenTwice : t.sameThing}</p>;
  const [kept, gone] = pair.keep === other.slug ? [other, one] : [one, other];
  return (
    <>
      <div class="sides">
        <Side proposition={one} beside={other} isKept={kept === one} />
        <Side proposition={other} beside={one} isKept={kept === other} />
      </div>
      <MergeForm
        path={MERGE_PROPOSITIONS}
        pair={pair}
        kept={kept}
        gone={gone}
        preview={t.previewPropositions(kept.name, gone.name)}
      />
    </>
  );
}

function Side({
  proposition,
  beside,
  isKept,
}: {
  proposition: MergePropositionFragment;
  beside: MergePropositionFragment;
  isKept: boolean;
}) {
  const all = useMessages();
  const t = all.review;
  const language = useLanguageTag();
  const { slug, name, names, topics, positionCounts, createdAt, isFictional } = proposition;
  return (
    <section class={isKept ? "side side-kept" : "side"} aria-label={name}>
      <h2 dir="auto">
        <a href={propositionAddress(slug)}>{name}</a>
        {isFictional && <strong class="mark">{all.fictional}</strong>}
      </h2>
      <dl>
        <dt>{t.names}</dt>
        <dd>
          <SharedNames names={names.map((each) => each.name)} others={beside.names.map((each) => each.name)} />
        </dd>
        <dt>{t.keptTopics}</dt>
        <dd>
          <SharedNames names={topics.map((each) => each.name)} others={beside.topics.map((each) => each.name)} />
        </dd>
        <dt>{all.positions}</dt>
        <dd>
          <ul>
            {positionCounts.map(({ position, speakerCount }) => (
              <li key={position}>{all.speakersWith(speakerCount, all.position[position] ?? position)}</li>
            ))}
          </ul>
        </dd>
        <dt>{t.added}</dt>
        <dd>{longInstant(createdAt, language)}</dd>
      </dl>
    </section>
  );
}
