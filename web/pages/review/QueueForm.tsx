import { IMPORT } from "../../address/import.ts";
import { MERGE_SPEAKERS } from "../../address/merge.ts";
import {
  isNarrowed,
  type Queue,
  REVIEW,
  REVIEW_ARTICLE,
  REVIEW_STANCES,
  REVIEW_STATEMENTS,
  reviewAddress,
} from "../../address/review.ts";
import type { ProposalReason } from "../../generated/operations.ts";
import { useMessages } from "../../views/reading.ts";

const REASONS: readonly ProposalReason[] = [
  "NEW_SPEAKER",
  "AMBIGUOUS_NAME",
  "UNNAMED_SPEAKER",
  "UNKNOWN_SPEAKER",
  "RESOLVED_MENTION",
];

export interface QueueFormProps {
  queue: Queue;
  /** How many proposals fit the queue's conditions. */
  count: number;
  /** The article of the proposal that is shown. */
  article: { id: string; headline: string } | undefined;
}

/** Which proposals are reviewed, and in which order; if they have a least score, all of them can be accepted together. */
export function QueueForm({ queue, count, article }: QueueFormProps) {
  const t = useMessages().review;
  return (
    <section class="queue-choice">
      {queue.min !== undefined && count > 0 && <AcceptAll queue={queue} count={count} />}
      <details open={isNarrowed(queue)}>
        <summary>{t.choose}</summary>
        <form class="fields" action={REVIEW} method="get">
          {article && (
            <p>
              <input id="queue-article" type="checkbox" name="article" value={article.id} checked={!!queue.article} />{" "}
              <label for="queue-article" dir="auto">
                {t.onlyOf(article.headline)}
              </label>
            </p>
          )}
          <Score name="min" label={t.minScore} value={queue.min} />
          <Score name="max" label={t.maxScore} value={queue.max} />
          <label for="queue-speaker">{t.speakerNamed}</label>
          <input id="queue-speaker" name="speaker" maxLength={200} dir="auto" value={queue.speaker} />
          <label for="queue-reason">{t.lookAt}</label>
          <select id="queue-reason" name="reason">
            <option value="">{t.anything}</option>
            {REASONS.map((reason) => (
              <option key={reason} value={reason} selected={queue.reason === reason}>
                {t.question[reason]}
              </option>
            ))}
          </select>
          <label for="queue-order">{useMessages().order}</label>
          <select id="queue-order" name="order">
            <option value="">{t.readingOrder}</option>
            <option value="sure" selected={queue.isSurestFirst}>
              {t.surestFirst}
            </option>
          </select>
          <button type="submit">{t.show}</button>
        </form>
        {isNarrowed(queue) && (
          <p>
            <a href={REVIEW}>{t.allShown}</a>
          </p>
        )}
      </details>
    </section>
  );
}

function Score({ name, label, value }: { name: string; label: string; value: string | undefined }) {
  return (
    <>
      <label for={`queue-${name}`}>{label}</label>
      <input id={`queue-${name}`} name={name} type="number" min="0" max="1" step="any" value={value} />
    </>
  );
}

function AcceptAll({ queue, count }: { queue: Queue; count: number }) {
  const t = useMessages().review;
  return (
    <form class="fields accept-all" action={reviewAddress(queue, {}, `${REVIEW}/accept-all`)} method="post">
      <p>{t.acceptAllLead}</p>
      <p>
        <input id="add-speakers" type="checkbox" name="addSpeakers" value="yes" />{" "}
        <label for="add-speakers">{t.addSpeakers}</label>
      </p>
      <button type="submit">{t.acceptAll(count, queue.min ?? "")}</button>
    </form>
  );
}

/** The ways to what belongs to reviewing. */
export function QueueLinks() {
  const t = useMessages().review;
  const links = [
    [REVIEW_ARTICLE, t.pasteArticle],
    [REVIEW_STATEMENTS, t.proposedByPeople],
    [REVIEW_STANCES, t.proposedStances],
    [IMPORT, t.importTitle],
    [MERGE_SPEAKERS, t.mergeTitle],
  ] as const;
  return (
    <ul class="tags">
      {links.map(([href, label]) => (
        <li key={href}>
          <a href={href}>{label}</a>
        </li>
      ))}
    </ul>
  );
}
