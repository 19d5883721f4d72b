import type { Acted, Acting, Action, Sent } from "../../action.ts";
import { MERGE_SPEAKERS } from "../../address/merge.ts";
import { documents } from "../../generated/documents.ts";
import { mergeInputOf } from "./mergeInput.ts";
import { mergeDesk } from "./page.tsx";

/** Merges two speakers, undoes a merge, and records that two are different. */
export const mergeActions: readonly Action[] = [
  { path: `${MERGE_SPEAKERS}/do`, act: merge },
  { path: `${MERGE_SPEAKERS}/undo`, act: unmerge },
  { path: `${MERGE_SPEAKERS}/different`, act: tellApart },
];

async function merge(sent: Sent, acting: Acting): Promise<Acted> {
  const { speakerMerge } = await acting.ask(documents.joinSpeakers, { input: mergeInputOf(sent, acting) });
  if (speakerMerge.userErrors.length > 0) return mergeDesk.refuse(sent, acting, speakerMerge.userErrors);
  return { done: told(sent.fields.get("gone") ?? "") };
}

async function unmerge(sent: Sent, acting: Acting): Promise<Acted> {
  const gone = sent.fields.get("gone") ?? "";
  const { speakerUnmerge } = await acting.ask(documents.partSpeaker, { input: { id: gone } });
  if (speakerUnmerge.userErrors.length > 0) return mergeDesk.refuse(sent, acting, speakerUnmerge.userErrors);
  return { done: told(gone) };
}

async function tellApart(sent: Sent, acting: Acting): Promise<Acted> {
  const speakers = sent.fields.getAll("speaker");
  const { speakerMergeReject } = await acting.ask(documents.rejectMerge, { input: { speakers } });
  if (speakerMergeReject.userErrors.length > 0) return mergeDesk.refuse(sent, acting, speakerMergeReject.userErrors);
  return { done: `${MERGE_SPEAKERS}?different` };
}

/** Writes the address that tells what became of the speaker of this slug. */
function told(merged: string): string {
  return `${MERGE_SPEAKERS}?${new URLSearchParams({ merged })}`;
}
