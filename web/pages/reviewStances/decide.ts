import type { Acted, Acting, Action, Sent } from "../../action.ts";
import { queuePlaceOf } from "../../address/review.ts";
import { documents } from "../../generated/documents.ts";
import type { LatestChangeFragment, SentProblemFragment } from "../../generated/operations.ts";
import { REVIEW_STANCES, reviewStancesVariables, reviewStancesView, stancesAddress } from "./page.tsx";

/** What is done with a stance that somebody has proposed. */
export const reviewStancesActions: readonly Action[] = [
  {
    path: `${REVIEW_STANCES}/accept`,
    act: (sent, acting) =>
      decide(sent, acting, async (input) => (await acting.ask(documents.acceptStance, { input })).stanceAccept),
  },
  {
    path: `${REVIEW_STANCES}/reject`,
    act: (sent, acting) =>
      decide(sent, acting, async (target) => {
        const reason = sent.fields.get("reason")?.trim() ?? "";
        return (await acting.ask(documents.rejectStance, { input: { ...target, reason } })).stanceReject;
      }),
  },
  { path: `${REVIEW_STANCES}/undo`, act: undoStance },
];

interface StanceTarget {
  id: string;
  expectedVersion: string;
  proposition: string;
  by: string;
}

async function decide(
  { fields }: Sent,
  acting: Acting,
  work: (
    target: StanceTarget,
  ) => Promise<{ statement?: LatestChangeFragment | null | undefined; userErrors: readonly SentProblemFragment[] }>,
): Promise<Acted> {
  const given = (name: string) => fields.get(name) ?? "";
  const target = {
    id: given("id"),
    expectedVersion: given("version"),
    proposition: given("proposition"),
    by: given("by"),
  };
  const { statement, userErrors } = await work(target);
  if (userErrors.length > 0) return refuse(acting, userErrors);
  const { after, before } = queuePlaceOf(acting.address.query);
  return { done: stancesAddress({ after, before, told: statement?.history.nodes[0]?.id }) };
}

async function undoStance({ fields }: Sent, acting: Acting): Promise<Acted> {
  const revision = fields.get("revision") ?? "";
  const { undo } = await acting.ask(documents.undoDecision, { input: { revision } });
  if (undo.userErrors.length > 0) return refuse(acting, undo.userErrors);
  const { after, before } = queuePlaceOf(acting.address.query);
  return { done: stancesAddress({ after, before, told: revision }) };
}

/** Shows the stances as they are now, with what is wrong: if somebody else was first, the stance is gone from the list. */
async function refuse({ ask, address, language }: Acting, problems: readonly SentProblemFragment[]): Promise<Acted> {
  const { query } = address;
  const data = await ask(documents.reviewStances, reviewStancesVariables(query));
  return { view: reviewStancesView(data, { query, language, problems }) };
}
