import { propositionAddress } from "../../address/nouns.ts";
import {
  deskAddress,
  deskVariables,
  type QueuePlace,
  REVIEW,
  REVIEW_STANCES,
  samePlace,
} from "../../address/review.ts";
import { documents } from "../../generated/documents.ts";
import type { ReviewStancesQuery } from "../../generated/operations.ts";
import { PageLinks } from "../../views/PageLinks.tsx";
import { useMessages } from "../../views/reading.ts";
import { Statement } from "../../views/Statement.tsx";
import { type DeskProps, defineDesk } from "../desk.ts";
import { Problems } from "../review/Problems.tsx";
import { Target } from "../review/Target.tsx";
import { Told } from "../review/Told.tsx";

const PAGE_SIZE = 20;

type Judged = NonNullable<ReviewStancesQuery["statements"]>["nodes"][number];

/** What statements say about propositions, as somebody proposes, each to be accepted or rejected. */
export const reviewStancesDesk = defineDesk({
  path: REVIEW_STANCES,
  document: documents.reviewStances,
  variables: (query) => deskVariables(query, PAGE_SIZE),
  view: (data, props) => ({
    title: props.language.messages.review.proposedStances,
    isUnlisted: true,
    main: <ProposedStances data={data} {...props} />,
  }),
});

function ProposedStances({ data, query, refused }: DeskProps & { data: ReviewStancesQuery }) {
  const t = useMessages().review;
  const place = samePlace(query);
  const nodes = data.statements?.nodes ?? [];
  return (
    <div class="review">
      <h1>{t.proposedStances}</h1>
      <Told told={data.told} place={{}} back={deskAddress(`${REVIEW_STANCES}/undo`, place)} />
      {refused && <Problems {...refused} />}
      {nodes.length === 0 && <p class="nothing">{t.noStances}</p>}
      <ol class="statements">
        {nodes.map((statement) => (
          <li key={statement.urn}>
            <Statement statement={statement} />
            {statement.stances.map((stance, index) => (
              <StanceDecision
                key={`${stance.proposition.slug} ${index}`}
                {...{ statement, stance, place, number: index }}
              />
            ))}
          </li>
        ))}
      </ol>
      {data.statements && (
        <PageLinks pageInfo={data.statements.pageInfo} addressOf={(place) => deskAddress(REVIEW_STANCES, place)} />
      )}
      <p>
        <a href={REVIEW}>{t.title}</a>
      </p>
    </div>
  );
}

interface StanceDecisionProps {
  statement: Judged;
  stance: Judged["stances"][number];
  place: QueuePlace;
  /** Tells the stances of a statement apart. */
  number: number;
}

function StanceDecision({ statement, stance, place, number }: StanceDecisionProps) {
  const all = useMessages();
  const t = all.review;
  const { proposition, position, note, judgedBy, assertedBy } = stance;
  const judge = judgedBy ?? assertedBy.name;
  const reasonId = `stance-${statement.id}-${number}`;
  const target = (
    <>
      <Target id={statement.id} version={statement.version} />
      <input type="hidden" name="proposition" value={proposition.slug} />
      <input type="hidden" name="by" value={judge} />
    </>
  );
  return (
    <div class="stance-proposed">
      <p dir="auto">
        {all.position[position] ?? position}: <a href={propositionAddress(proposition.slug)}>{proposition.name}</a> (
        {t.judgedBy(judge)})
      </p>
      {note && <p dir="auto">{note}</p>}
      <div class="decisions">
        <form class="fields" action={deskAddress(`${REVIEW_STANCES}/accept`, place)} method="post">
          {target}
          <button type="submit">{t.accept}</button>
        </form>
        <form class="fields reject" action={deskAddress(`${REVIEW_STANCES}/reject`, place)} method="post">
          {target}
          <label for={reasonId}>{t.rejectBecause}</label>
          <input id={reasonId} name="reason" maxLength={1_000} required dir="auto" />
          <button type="submit">{t.reject}</button>
        </form>
      </div>
    </div>
  );
}
