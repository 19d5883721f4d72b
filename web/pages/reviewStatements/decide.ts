import type { Acted, Acting, Action, Sent } from "../../action.ts";
import { queuePlaceOf } from "../../address/review.ts";
import { documents } from "../../generated/documents.ts";
import type { LatestChangeFragment, SentProblemFragment } from "../../generated/operations.ts";
import { proposedAddress, REVIEW_STATEMENTS, reviewStatementsVariables, reviewStatementsView } from "./page.tsx";

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
  { path: `${REVIEW_STATEMENTS}/undo`, act: undoPublication },
];

async function decide(
  sent: Sent,
  acting: Acting,
  work: (target: { id: string; expectedVersion: string }) => Promise<Outcome>,
): Promise<Acted> {
  const id = sent.fields.get("id") ?? "";
  const { after, before } = queuePlaceOf(acting.address.query);
  const { statement, userErrors } = await work({ id, expectedVersion: sent.fields.get("version") ?? "" });
  const there = (told: string | undefined) => ({ done: proposedAddress({ after, before, told }) });
  if (userErrors.length === 0) return there(statement?.history.nodes[0]?.id);
  // Somebody else was first, or has changed the statement: the page shows it as it is now.
  if (userErrors.every(({ code }) => code === "CONFLICT" || code === "WRONG_STATE")) return there(id);
  return refuse(acting, userErrors);
}

async function undoPublication(sent: Sent, acting: Acting): Promise<Acted> {
  const revision = sent.fields.get("revision") ?? "";
  const { undo } = await acting.ask(documents.undoDecision, { input: { revision } });
  if (undo.userErrors.length > 0) return refuse(acting, undo.userErrors);
  const { after, before } = queuePlaceOf(acting.address.query);
  return { done: proposedAddress({ after, before, told: revision }) };
}

async function refuse({ ask, address, language }: Acting, problems: readonly SentProblemFragment[]): Promise<Acted> {
  const { query } = address;
  const data = await ask(documents.reviewStatements, reviewStatementsVariables(query));
  return { view: reviewStatementsView(data, { query, language, problems }) };
}
