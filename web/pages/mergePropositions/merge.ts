import type { Acted, Acting, Action, Sent } from "../../action.ts";
import { MERGE_PROPOSITIONS } from "../../address/merge.ts";
import { documents } from "../../generated/documents.ts";
import { mergeInputOf } from "../merge/mergeInput.ts";
import { mergePropositionsDesk } from "./page.tsx";

/** Merges two propositions, and undoes a merge. */
export const mergePropositionsActions: readonly Action[] = [
  { path: `${MERGE_PROPOSITIONS}/do`, act: merge },
  { path: `${MERGE_PROPOSITIONS}/undo`, act: mergePropositionsDesk.undo(told) },
];

async function merge(sent: Sent, acting: Acting): Promise<Acted> {
  const { propositionMerge } = await acting.ask(documents.joinPropositions, { input: mergeInputOf(sent, acting) });
  const { proposition, userErrors } = propositionMerge;
  if (userErrors.length > 0) return mergePropositionsDesk.refuse(sent, acting, userErrors);
  return { done: told(proposition?.history.nodes[0]?.id ?? "") };
}

function told(revision: string): string {
  return `${MERGE_PROPOSITIONS}?${new URLSearchParams({ told: revision })}`;
}
