import {
  proposalFilterOf,
  type Queue,
  type QueuePlace,
  queueOf,
  queuePlaceOf,
  REVIEW,
  reviewAddress,
} from "../../address/review.ts";
import { documents } from "../../generated/documents.ts";
import type { ReviewQuery, ReviewQueryVariables } from "../../generated/operations.ts";
import type { Language } from "../../language/languages.ts";
import { definePage, type View } from "../../page.ts";
import { useMessages } from "../../views/reading.ts";
import { Problems } from "./Problems.tsx";
import { QueueForm, QueueLinks } from "./QueueForm.tsx";
import { ReviewItem } from "./ReviewItem.tsx";
import { ReviewKeys } from "./ReviewKeys.tsx";
import type { Refused } from "./refused.ts";
import { Told } from "./Told.tsx";

/** The review desk: the proposals that wait, one after another. */
export const reviewPage = definePage({
  path: REVIEW,
  isForEditors: true,
  document: documents.review,
  variables: ({ query }) => reviewVariables(queueOf(query), queuePlaceOf(query)),
  show: (data, { address, language }) => ({ view: reviewView(data, { query: address.query, language }) }),
});

/** Returns what the desk's query takes for a place in a queue. */
export function reviewVariables(queue: Queue, { after, before, told }: QueuePlace): ReviewQueryVariables {
  return {
    filter: proposalFilterOf(queue),
    orderBy: queue.isSurestFirst ? "CONFIDENCE" : "READING",
    ...(before ? { last: 1, before } : { first: 1, after: after ?? null }),
    told: told ?? "",
    isTold: told !== undefined,
  };
}

export interface ReviewProps {
  query: URLSearchParams;
  language: Language;
  refused?: Refused;
}

/** Makes the view of the review desk. */
export function reviewView(data: ReviewQuery, props: ReviewProps): View {
  return {
    title: props.language.messages.review.title,
    isUnlisted: true,
    main: <Review data={data} {...props} />,
  };
}

function Review({ data, query, refused }: Omit<ReviewProps, "language"> & { data: ReviewQuery }) {
  const t = useMessages().review;
  const queue = queueOf(query);
  const place = queuePlaceOf(query);
  const { proposals, waiting, told } = data;
  const [proposal] = proposals?.nodes ?? [];
  const count = proposals?.totalCount ?? 0;
  return (
    <div class="review" data-island="review">
      <h1>{t.title}</h1>
      <p class="lead">{proposals?.totalCountIsExact === false ? t.waitingLeast(count) : t.waiting(count)}</p>
      <Told
        told={told}
        place={place}
        back={reviewAddress(queue, { after: place.after, before: place.before }, `${REVIEW}/undo`)}
      />
      {refused && <Problems {...refused} />}
      {proposal && proposals ? (
        <ReviewItem proposal={proposal} queue={queue} place={place} pageInfo={proposals.pageInfo} refused={refused} />
      ) : (
        <Nothing isQueueEmpty={waiting?.totalCount === 0} count={count} queue={queue} />
      )}
      <QueueForm queue={queue} count={count} article={proposal?.article} />
      <QueueLinks />
      <ReviewKeys />
    </div>
  );
}

/** Says why no proposal is shown: none waits, none fits, or this was the last. */
function Nothing({ isQueueEmpty, count, queue }: { isQueueEmpty: boolean; count: number; queue: Queue }) {
  const t = useMessages().review;
  if (isQueueEmpty) return <p class="nothing">{t.nothingWaits}</p>;
  if (count === 0) {
    return (
      <p class="nothing">
        {t.noneFits} <a href={REVIEW}>{t.allShown}</a>
      </p>
    );
  }
  return (
    <p class="nothing">
      {t.noneFollows} <a href={reviewAddress(queue)}>{t.fromStart}</a>
    </p>
  );
}
