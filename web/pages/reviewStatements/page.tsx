import { queuePlaceOf, REVIEW, reviewAddress } from "../../address/review.ts";
import { documents } from "../../generated/documents.ts";
import type {
  ReviewStatementsQuery,
  ReviewStatementsQueryVariables,
  SentProblemFragment,
} from "../../generated/operations.ts";
import type { Language } from "../../language/languages.ts";
import { definePage, type View } from "../../page.ts";
import { PageLinks } from "../../views/PageLinks.tsx";
import { PassageWords } from "../../views/PassageInContext.tsx";
import { useMessages } from "../../views/reading.ts";
import { Statement } from "../../views/Statement.tsx";
import { Problems } from "../review/Problems.tsx";
import { Told } from "../review/Told.tsx";

/** The page on which statements are reviewed that a person or an import has proposed. */
export const REVIEW_STATEMENTS = `${REVIEW}/statements`;

const PAGE_SIZE = 20;

type Proposed = NonNullable<ReviewStatementsQuery["statements"]>["nodes"][number];

/** The statements that a person or an import has proposed, each to be published or rejected. */
export const reviewStatementsPage = definePage({
  path: REVIEW_STATEMENTS,
  isForEditors: true,
  document: documents.reviewStatements,
  variables: ({ query }) => reviewStatementsVariables(query),
  show: (data, { address, language }) => ({ view: reviewStatementsView(data, { query: address.query, language }) }),
});

/** Returns what the page's query takes. */
export function reviewStatementsVariables(query: URLSearchParams): ReviewStatementsQueryVariables {
  const { after, before, told } = queuePlaceOf(query);
  const span = before ? { last: PAGE_SIZE, before } : { first: PAGE_SIZE, after: after ?? null };
  return { ...span, told: told ?? "", isTold: told !== undefined };
}

export interface ReviewStatementsProps {
  query: URLSearchParams;
  language: Language;
  problems?: readonly SentProblemFragment[];
}

/** Makes the view of the statements that are proposed. */
export function reviewStatementsView(data: ReviewStatementsQuery, props: ReviewStatementsProps): View {
  return {
    title: props.language.messages.review.proposedByPeople,
    isUnlisted: true,
    main: <ProposedStatements data={data} {...props} />,
  };
}

/** Writes an address of the page, or of one of its actions. */
export function proposedAddress(place: Parameters<typeof reviewAddress>[1], action = ""): string {
  return reviewAddress({ isSurestFirst: false }, place, `${REVIEW_STATEMENTS}${action}`);
}

function ProposedStatements({ data, query, problems }: ReviewStatementsProps & { data: ReviewStatementsQuery }) {
  const t = useMessages().review;
  const { after, before } = queuePlaceOf(query);
  const nodes = data.statements?.nodes ?? [];
  return (
    <div class="review">
      <h1>{t.proposedByPeople}</h1>
      <p class="lead">{t.othersLead}</p>
      <Told told={data.told} place={{}} back={proposedAddress({ after, before }, "/undo")} />
      {problems && <Problems problems={problems} />}
      {nodes.length === 0 && <p class="nothing">{t.noOthers}</p>}
      <ol class="statements">
        {nodes.map((statement) => (
          <li key={statement.urn}>
            <Statement statement={statement} />
            <PassageWords passage={statement.firstAppearance.passage} language={statement.language} />
            <Decision statement={statement} place={{ after, before }} />
          </li>
        ))}
      </ol>
      {data.statements && (
        <PageLinks pageInfo={data.statements.pageInfo} addressOf={(place) => proposedAddress(place)} />
      )}
      <p>
        <a href={REVIEW}>{t.title}</a>
      </p>
    </div>
  );
}

function Decision({ statement, place }: { statement: Proposed; place: Parameters<typeof proposedAddress>[0] }) {
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
  const target = (
    <>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="version" value={version} />
    </>
  );
  return (
    <div class="decisions">
      <form class="fields" action={proposedAddress(place, "/publish")} method="post">
        {target}
        <button type="submit">{t.publish}</button>
      </form>
      <form class="fields reject" action={proposedAddress(place, "/reject")} method="post">
        {target}
        <label for={`reason-${id}`}>{t.rejectBecause}</label>
        <input id={`reason-${id}`} name="reason" maxLength={1_000} required dir="auto" value={t.rejectReasons[0]} />
        <button type="submit">{t.reject}</button>
      </form>
    </div>
  );
}
