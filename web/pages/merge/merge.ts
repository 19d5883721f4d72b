import type { Acted, Acting, Action, Sent } from "../../action.ts";
import { MERGE_SPEAKERS, pairOf } from "../../address/merge.ts";
import { documents } from "../../generated/documents.ts";
import type { SentProblemFragment } from "../../generated/operations.ts";
import { mergeVariables, mergeView } from "./page.tsx";

/** Merges two speakers, undoes a merge, and records that two are different. */
export const mergeActions: readonly Action[] = [
  { path: `${MERGE_SPEAKERS}/do`, act: merge },
  { path: `${MERGE_SPEAKERS}/undo`, act: unmerge },
  { path: `${MERGE_SPEAKERS}/different`, act: tellApart },
];

async function merge({ fields }: Sent, acting: Acting): Promise<Acted> {
  const { keep = "" } = pairOf(acting.address.query);
  const input = {
    id: fields.get("id") ?? "",
    expectedVersion: fields.get("version") ?? "",
    into: keep,
    reason: fields.get("why")?.trim() || null,
  };
  const { speakerMerge } = await acting.ask(documents.joinSpeakers, { input });
  if (speakerMerge.userErrors.length > 0) return refuse(acting, speakerMerge.userErrors);
  return { done: told(fields.get("gone") ?? "") };
}

async function unmerge({ fields }: Sent, acting: Acting): Promise<Acted> {
  const gone = fields.get("gone") ?? "";
  const { speakerUnmerge } = await acting.ask(documents.partSpeaker, { input: { id: gone } });
  if (speakerUnmerge.userErrors.length > 0) return refuse(acting, speakerUnmerge.userErrors);
  return { done: told(gone) };
}

async function tellApart({ fields }: Sent, acting: Acting): Promise<Acted> {
  const speakers = fields.getAll("speaker");
  const { speakerMergeReject } = await acting.ask(documents.rejectMerge, { input: { speakers } });
  if (speakerMergeReject.userErrors.length > 0) return refuse(acting, speakerMergeReject.userErrors);
  return { done: `${MERGE_SPEAKERS}?different` };
}

/** Writes the address that tells what became of the speaker of this slug. */
function told(merged: string): string {
  return `${MERGE_SPEAKERS}?${new URLSearchParams({ merged })}`;
}

async function refuse({ ask, address, language }: Acting, problems: readonly SentProblemFragment[]): Promise<Acted> {
  const { query } = address;
  const data = await ask(documents.mergeSpeakers, mergeVariables(query));
  return { view: mergeView(data, { query, language, problems }) };
}
