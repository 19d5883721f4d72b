import { articleAddress, speakerAddress } from "../../address/nouns.ts";
import { type Queue, type QueuePlace, REVIEW, reviewAddress } from "../../address/review.ts";
import type { PageLinksFragment, ReviewItemFragment } from "../../generated/operations.ts";
import { Publisher } from "../../views/Publisher.tsx";
import { useLanguageTag, useMessages } from "../../views/reading.ts";
import { SaidOn } from "../../views/SaidOn.tsx";
import type { Refused } from "../desk.ts";
import { CorrectionForm } from "./CorrectionForm.tsx";
import { shareOf } from "./shareOf.ts";
import { Target } from "./Target.tsx";

export interface ReviewItemProps {
  proposal: ReviewItemFragment;
  queue: Queue;
  place: QueuePlace;
  pageInfo: PageLinksFragment;
  refused?: Refused | undefined;
}

/** A proposal in its surroundings, what is known of it, and what can be decided. */
export function ReviewItem({ proposal, queue, place, pageInfo, refused }: ReviewItemProps) {
  const t = useMessages().review;
  const { id, version, article, appearance, statement, before, after, reasons } = proposal;
  // The place at which this proposal is shown, and from which the queue goes on when it is decided.
  const here = { after: place.after, before: place.before, next: pageInfo.endCursor };
  const act = (name: string) => reviewAddress(queue, here, `${REVIEW}/${name}`);
  const target = <Target id={id} version={version} />;
  const [preset] = t.rejectReasons;
  return (
    <article class="review-item" aria-labelledby="proposed-words">
      <p class="review-from">
        <Publisher {...article} />, <SaidOn date={article.publishedOn} />:{" "}
        <a href={articleAddress(article.id)} lang={article.language} dir="auto">
          {article.headline}
        </a>
      </p>
      <blockquote class="passage review-passage" lang={statement.language} dir="auto">
        <span class="context">{before}</span>
        <mark id="proposed-words" tabIndex={-1}>
          {appearance.passage.exact}
        </mark>
        <span class="context">{after}</span>
      </blockquote>
      <Facts proposal={proposal} />
      {reasons.length > 0 && (
        <ul class="questions">
          {reasons.map((reason) => (
            <li key={reason}>{t.reason[reason] ?? reason}</li>
          ))}
        </ul>
      )}
      <div class="decisions">
        <form class="fields" action={act("accept")} method="post">
          {target}
          <button type="submit" aria-keyshortcuts="a" data-key="a">
            {t.accept}
          </button>
        </form>
        <form class="fields reject" action={act("reject")} method="post">
          {target}
          <label for="reject-reason">{t.rejectBecause}</label>
          <input
            id="reject-reason"
            name="reason"
            list="reject-reasons"
            maxLength={1_000}
            required
            dir="auto"
            autocomplete="off"
            value={refused?.fields.get("reason") || preset}
            aria-keyshortcuts="r"
            data-key="r"
          />
          <datalist id="reject-reasons">
            {t.rejectReasons.map((reason) => (
              <option key={reason} value={reason} />
            ))}
          </datalist>
          <button type="submit">{t.reject}</button>
        </form>
      </div>
      <details class="correction" open={refused !== undefined}>
        <summary aria-keyshortcuts="c" data-key="c">
          {t.correct}
        </summary>
        <CorrectionForm proposal={proposal} action={act("correct")} fields={refused?.fields}>
          {target}
        </CorrectionForm>
      </details>
      <Neighbours queue={queue} pageInfo={pageInfo} />
    </article>
  );
}

/** Who speaks and how that is known, the verb, the kind, the topics and the score. */
function Facts({ proposal }: { proposal: ReviewItemFragment }) {
  const all = useMessages();
  const t = all.review;
  const language = useLanguageTag();
  const { statement, speakerName, appearance, evidence, confidence, extractor } = proposal;
  const name =
    statement.speaker?.name ??
    speakerName ??
    (statement.speakerStatus === "UNNAMED" ? all.unnamedSpeaker : all.unknownSpeaker);
  const mention = appearance.attributionText;
  const written = mention && mention !== name ? t.speakerAs(name, mention) : name;
  return (
    <dl class="facts">
      <dt>{t.speakerNamed}</dt>
      <dd dir="auto">
        {statement.speaker ? <a href={speakerAddress(statement.speaker.slug)}>{written}</a> : written}
        {evidence && <span class="evidence"> ({t.inferredFrom(evidence.exact)})</span>}
      </dd>
      {appearance.cue && (
        <>
          <dt>{t.cue}</dt>
          <dd dir="auto">{appearance.cue}</dd>
        </>
      )}
      <dt>{t.kind}</dt>
      <dd>{all[`kind${statement.kind}`]}</dd>
      <dt>{t.keptTopics}</dt>
      <dd dir="auto">{statement.topics.map((topic) => topic.name).join(all.comma) || t.noTopics}</dd>
      <dt>{t.proposedBy(extractor)}</dt>
      <dd>{t.sure(shareOf(confidence, language))}</dd>
    </dl>
  );
}

function Neighbours({ queue, pageInfo }: Pick<ReviewItemProps, "queue" | "pageInfo">) {
  const t = useMessages().review;
  const { hasPreviousPage, hasNextPage, startCursor, endCursor } = pageInfo;
  if (!hasPreviousPage && !hasNextPage) return null;
  return (
    <nav class="pager" aria-label={t.title}>
      {hasPreviousPage && startCursor && (
        <a rel="prev" href={reviewAddress(queue, { before: startCursor })} aria-keyshortcuts="k" data-key="k">
          {t.previous}
        </a>
      )}
      {hasNextPage && endCursor && (
        <a rel="next" href={reviewAddress(queue, { after: endCursor })} aria-keyshortcuts="j" data-key="j">
          {t.next}
        </a>
      )}
    </nav>
  );
}
