import {
  deskAddress,
  deskVariables,
  type QueuePlace,
  REVIEW,
  REVIEW_STATEMENTS,
  reviewAddress,
  samePlace,
} from "../../address/review.ts";
import { documents } from "../../generated/documents.ts";
import type { ReviewStatementsQuery } from "../../generated/operations.ts";
import { PageLinks } from "../../views/PageLinks.tsx";
import { PassageWords } from "../../views/PassageInContext.tsx";
import { useMessages } from "../../views/reading.ts";
import { Statement } from "../../views/Statement.tsx";
import { type DeskProps, defineDesk } from "../desk.ts";
import { Problems } from "../review/Problems.tsx";
import { Target } from "../review/Target.tsx";
import { Told } from "../review/Told.tsx";

const PAGE_SIZE = 20;

type Proposed = NonNullable<ReviewStatementsQuery["statements"]>["nodes"][number];

/** The statements that a person or an import has proposed, each to be published or rejected. */
export const reviewStatementsDesk = defineDesk({
  path: REVIEW_STATEMENTS,
  document: documents.reviewStatements,
  variables: (query) => deskVariables(query, PAGE_SIZE),
  view: (data, props) => ({
    title: props.language.messages.review.proposedByPeople,
    isUnlisted: true,
    main: <ProposedStatements data={data} {...props} />,
  }),
});

function ProposedStatements({ data, query, refused }: DeskProps & { data: ReviewStatementsQuery }) {
  const t = useMessages().review;
  const place = samePlace(query);
  const nodes = data.statements?.nodes ?? [];
  return (
    <div class="review">
      <h1>{t.proposedByPeople}</h1>
      <p class="lead">{t.othersLead}</p>
      <Told told={data.told} place={{}} back={deskAddress(`${REVIEW_STATEMENTS}/undo`, place)} />
      {refused && <Problems {...refused} />}
      {nodes.length === 0 && <p class="nothing">{t.noOthers}</p>}
      <ol class="statements">
        {nodes.map((statement) => (
          <li key={statement.urn}>
            <Statement statement={statement} />
            <PassageWords passage={statement.firstAppearance.passage} language={statement.language} />
            <Decision statement={statement} place={place} />
          </li>
        ))}
      </ol>
      {data.statements && (
        <PageLinks pageInfo={data.statements.pageInfo} addressOf={(place) => deskAddress(REVIEW_STATEMENTS, place)} />
      )}
      <p>
        <a href={REVIEW}>{t.title}</a>
      </p>
    </div>
  );
}

function Decision({ statement, place }: { statement: Proposed; place: QueuePlace }) {
  const t = useMessages().review;
  const { id, version, firstAppearance } = statement;
  const { proposal } = firstAppearance;
  if (proposal) {
    return (
      <p>
        <a href={reviewAddress({ isSurestFirst: false, article: proposal.article.id })}>{t.inQueue}</a>
      </p>
    );
  }
  const target = <Target id={id} version={version} />;
  return (
    <div class="decisions">
      <form class="fields" action={deskAddress(`${REVIEW_STATEMENTS}/publish`, place)} method="post">
        {target}
        <button type="submit">{t.publish}</button>
      </form>
      <form class="fields reject" action={deskAddress(`${REVIEW_STATEMENTS}/reject`, place)} method="post">
        {target}
        <label for={`reason-${id}`}>{t.rejectBecause}</label>
        <input id={`reason-${id}`} name="reason" maxLength={1_000} required dir="auto" value={t.rejectReasons[0]} />
        <button type="submit">{t.reject}</button>
      </form>
    </div>
  );
}
