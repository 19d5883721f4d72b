import type { Acted, Acting, Action, Sent } from "../../action.ts";
import { deskAddress, REVIEW_STATEMENTS, samePlace } from "../../address/review.ts";
import { documents } from "../../generated/documents.ts";
import type { LatestChangeFragment, SentProblemFragment } from "../../generated/operations.ts";
import { type TargetInput, targetOf } from "../review/Target.tsx";
import { reviewStatementsDesk } from "./page.tsx";

interface Outcome {
  statement?: LatestChangeFragment | null | undefined;
  userErrors: readonly SentProblemFragment[];
}

/** What is done with a statement that a person or an import has proposed. */
export const reviewStatementsActions: readonly Action[] = [
  {
    path: `${REVIEW_STATEMENTS}/publish`,
    act: (sent, acting) =>
      decide(sent, acting, async (input) => (await acting.ask(documents.publishStatement, { input })).statementPublish),
  },
  {
    path: `${REVIEW_STATEMENTS}/reject`,
    act: (sent, acting) =>
      decide(sent, acting, async (target) => {
        const reason = sent.fields.get("reason")?.trim() ?? "";
        return (await acting.ask(documents.rejectStatement, { input: { ...target, reason } })).statementReject;
      }),
  },
  {
    path: `${REVIEW_STATEMENTS}/undo`,
    act: reviewStatementsDesk.undo((revision, query) => deskAddress(REVIEW_STATEMENTS, samePlace(query, revision))),
  },
];

async function decide(sent: Sent, acting: Acting, work: (target: TargetInput) => Promise<Outcome>): Promise<Acted> {
  const target = targetOf(sent.fields);
  const { statement, userErrors } = await work(target);
  const there = (told: string | undefined) => ({
    done: deskAddress(REVIEW_STATEMENTS, samePlace(acting.address.query, told)),
  });
  if (userErrors.length === 0) return there(statement?.history.nodes[0]?.id);
  // Somebody else was first, or has changed the statement: the page shows it as it is now.
  if (userErrors.every(({ code }) => code === "CONFLICT" || code === "WRONG_STATE")) return there(target.id);
  return reviewStatementsDesk.refuse(sent, acting, userErrors);
}
