import type { Acted, Acting, Action, Sent } from "../../action.ts";
import { deskAddress, REVIEW_STANCES, samePlace } from "../../address/review.ts";
import { documents } from "../../generated/documents.ts";
import type { LatestChangeFragment, SentProblemFragment } from "../../generated/operations.ts";
import { type TargetInput, targetOf } from "../review/Target.tsx";
import { reviewStancesDesk } from "./page.tsx";

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
  {
    path: `${REVIEW_STANCES}/undo`,
    act: reviewStancesDesk.undo((revision, query) => deskAddress(REVIEW_STANCES, samePlace(query, revision))),
  },
];

interface StanceTarget extends TargetInput {
  proposition: string;
  by: string;
}

async function decide(
  sent: Sent,
  acting: Acting,
  work: (
    target: StanceTarget,
  ) => Promise<{ statement?: LatestChangeFragment | null | undefined; userErrors: readonly SentProblemFragment[] }>,
): Promise<Acted> {
  const given = (name: string) => sent.fields.get(name) ?? "";
  const target = { ...targetOf(sent.fields), proposition: given("proposition"), by: given("by") };
  const { statement, userErrors } = await work(target);
  // If somebody else was first, the stance is gone from the list that is shown.
  if (userErrors.length > 0) return reviewStancesDesk.refuse(sent, acting, userErrors);
  return { done: deskAddress(REVIEW_STANCES, samePlace(acting.address.query, statement?.history.nodes[0]?.id)) };
}
