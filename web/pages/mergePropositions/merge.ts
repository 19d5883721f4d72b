import type { Acted, Acting, Action, Sent } from "../../action.ts";
import { MERGE_PROPOSITIONS, pairOf } from "../../address/merge.ts";
import { documents } from "../../generated/documents.ts";
import type { SentProblemFragment } from "../../generated/operations.ts";
import { mergePropositionsVariables, mergePropositionsView } from "./page.tsx";

/** Merges two propositions, and undoes a merge. */
export const mergePropositionsActions: readonly Action[] = [
  { path: `${MERGE_PROPOSITIONS}/do`, act: merge },
  { path: `${MERGE_PROPOSITIONS}/undo`, act: undoMerge },
];

async function merge({ fields }: Sent, acting: Acting): Promise<Acted> {
  const { keep = "" } = pairOf(acting.address.query);
  const input = {
    id: fields.get("id") ?? "",
    expectedVersion: fields.get("version") ?? "",
    into: keep,
    reason: fields.get("why")?.trim() || null,
  };
  const { propositionMerge } = await acting.ask(documents.joinPropositions, { input });
  if (propositionMerge.userErrors.length > 0) return refuse(acting, propositionMerge.userErrors);
  return { done: told(propositionMerge.proposition?.history.nodes[0]?.id ?? "") };
}

async function undoMerge({ fields }: Sent, acting: Acting): Promise<Acted> {
  const revision = fields.get("revision") ?? "";
  const { undo } = await acting.ask(documents.undoDecision, { input: { revision } });
  if (undo.userErrors.length > 0) return refuse(acting, undo.userErrors);
  return { done: told(revision) };
}

function told(revision: string): string {
  return `${MERGE_PROPOSITIONS}?${new URLSearchParams({ told: revision })}`;
}

async function refuse({ ask, address, language }: Acting, problems: readonly SentProblemFragment[]): Promise<Acted> {
  const { query } = address;
  const data = await ask(documents.mergePropositions, mergePropositionsVariables(query));
  return { view: mergePropositionsView(data, { query, language, problems }) };
}
