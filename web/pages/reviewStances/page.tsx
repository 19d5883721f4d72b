import { propositionAddress } from "../../address/nouns.ts";
import { queuePlaceOf, REVIEW, reviewAddress } from "../../address/review.ts";
import { documents } from "../../generated/documents.ts";
import type {
  ReviewStancesQuery,
  ReviewStancesQueryVariables,
  SentProblemFragment,
} from "../../generated/operations.ts";
import type { Language } from "../../language/languages.ts";
import { definePage, type View } from "../../page.ts";
import { PageLinks } from "../../views/PageLinks.tsx";
import { useMessages } from "../../views/reading.ts";
import { Statement } from "../../views/Statement.tsx";
import { Problems } from "../review/Problems.tsx";
import { Told } from "../review/Told.tsx";

/** The page on which stances are reviewed that somebody has proposed. */
export const REVIEW_STANCES = `${REVIEW}/stances`;

const PAGE_SIZE = 20;

type Judged = NonNullable<ReviewStancesQuery["statements"]>["nodes"][number];

/** What statements say about propositions, as somebody proposes, each to be accepted or rejected. */
export const reviewStancesPage = definePage({
  path: REVIEW_STANCES,
  isForEditors: true,
  document: documents.reviewStances,
  variables: ({ query }) => reviewStancesVariables(query),
  show: (data, { address, language }) => ({ view: reviewStancesView(data, { query: address.query, language }) }),
});

/** Returns what the page's query takes. */
export function reviewStancesVariables(query: URLSearchParams): ReviewStancesQueryVariables {
  const { after, before, told } = queuePlaceOf(query);
  const span = before ? { last: PAGE_SIZE, before } : { first: PAGE_SIZE, after: after ?? null };
  return { ...span, told: told ?? "", isTold: told !== undefined };
}

/** Writes an address of the page, or of one of its actions. */
export function stancesAddress(place: Parameters<typeof reviewAddress>[1], action = ""): string {
  return reviewAddress({ isSurestFirst: false }, place, `${REVIEW_STANCES}${action}`);
}

export interface ReviewStancesProps {
  query: URLSearchParams;
  language: Language;
  problems?: readonly SentProblemFragment[];
}

/** Makes the view of the stances that are proposed. */
export function reviewStancesView(data: ReviewStancesQuery, props: ReviewStancesProps): View {
  return {
    title: props.language.messages.review.proposedStances,
    isUnlisted: true,
    main: <ProposedStances data={data} {...props} />,
  };
}

function ProposedStances({ data, query, problems }: ReviewStancesProps & { data: ReviewStancesQuery }) {
  const t = useMessages().review;
  const { after, before } = queuePlaceOf(query);
  const nodes = data.statements?.nodes ?? [];
  return (
    <div class="review">
      <h1>{t.proposedStances}</h1>
      <Told told={data.told} place={{}} back={stancesAddress({ after, before }, "/undo")} />
      {problems && <Problems problems={problems} />}
      {nodes.length === 0 && <p class="nothing">{t.noStances}</p>}
      <ol class="statements">
        {nodes.map((statement) => (
          <li key={statement.urn}>
            <Statement statement={statement} />
            {statement.stances.map((stance, index) => (
              <StanceDecision
                key={`${stance.proposition.slug} ${index}`}
                {...{ statement, stance, place: { after, before }, number: index }}
              />
            ))}
          </li>
        ))}
      </ol>
      {data.statements && (
        <PageLinks pageInfo={data.statements.pageInfo} addressOf={(place) => stancesAddress(place)} />
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
  place: Parameters<typeof stancesAddress>[0];
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
      <input type="hidden" name="id" value={statement.id} />
      <input type="hidden" name="version" value={statement.version} />
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
        <form class="fields" action={stancesAddress(place, "/accept")} method="post">
          {target}
          <button type="submit">{t.accept}</button>
        </form>
        <form class="fields reject" action={stancesAddress(place, "/reject")} method="post">
          {target}
          <label for={reasonId}>{t.rejectBecause}</label>
          <input id={reasonId} name="reason" maxLength={1_000} required dir="auto" />
          <button type="submit">{t.reject}</button>
        </form>
      </div>
    </div>
  );
}
