import {
  deskVariables,
  proposalFilterOf,
  type Queue,
  queueOf,
  queuePlaceOf,
  REVIEW,
  reviewAddress,
  samePlace,
} from "../../address/review.ts";
import { documents } from "../../generated/documents.ts";
import type { ReviewQuery, ReviewQueryVariables } from "../../generated/operations.ts";
import { useMessages } from "../../views/reading.ts";
import { type DeskProps, defineDesk } from "../desk.ts";
import { Problems } from "./Problems.tsx";
import { QueueForm, QueueLinks } from "./QueueForm.tsx";
import { ReviewItem } from "./ReviewItem.tsx";
import { ReviewKeys } from "./ReviewKeys.tsx";
import { Told } from "./Told.tsx";

/** The review desk: the proposals that wait, one after another. */
export const reviewDesk = defineDesk({
  path: REVIEW,
  document: documents.review,
  variables: reviewVariables,
  view: (data, props) => ({
    title: props.language.messages.review.title,
    isUnlisted: true,
    main: <Review data={data} {...props} />,
  }),
});

function reviewVariables(query: URLSearchParams): ReviewQueryVariables {
  const queue = queueOf(query);
  return {
    filter: proposalFilterOf(queue),
    orderBy: queue.isSurestFirst ? "CONFIDENCE" : "READING",
    ...deskVariables(query, 1),
  };
}

function Review({ data, query, refused }: DeskProps & { data: ReviewQuery }) {
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
      <Told told={told} place={place} back={reviewAddress(queue, samePlace(query), `${REVIEW}/undo`)} />
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
