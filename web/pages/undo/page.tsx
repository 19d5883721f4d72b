import type { Acting, Action } from "../../action.ts";
import { changesAddress } from "../../address/changes.ts";
import { UNDO, undoAddress } from "../../address/edit.ts";
import { documents } from "../../generated/documents.ts";
import type { ChangeFragment, ChangeToUndoQuery } from "../../generated/operations.ts";
import type { Messages } from "../../language/messages.ts";
import { definePage } from "../../page.ts";
import { Change } from "../../views/Change.tsx";
import { useMessages } from "../../views/reading.ts";
import { ProblemText } from "../edit/ProblemText.tsx";
import type { FormProblem } from "../edit/problems.ts";

interface UndoProps {
  change: ChangeFragment;
  reason?: string;
  problems?: readonly FormProblem[];
}

/** A change, before an editor undoes it. */
export const undoPage = definePage({
  path: UNDO,
  isForEditors: true,
  document: documents.changeToUndo,
  variables: ({ query }) => ({ revision: query.get("revision") ?? "" }),
  show({ revision }, { language }) {
    const t = language.messages;
    const change = changeIn(revision);
    return change ? { view: undoView({ change }, t) } : { missing: { title: t.nothingToEdit } };
  },
});

/** Undoes a change, which is itself a change. */
export const undoAction: Action = {
  path: UNDO,
  async act({ fields }, { ask, language }: Acting) {
    const t = language.messages;
    const id = fields.get("revision") ?? "";
    const reason = fields.get("reason")?.replaceAll("\r\n", "\n").trim() ?? "";
    const input = {
      revision: id,
      ...(reason && { reason }),
      ...(fields.get("idempotencyKey") && { idempotencyKey: fields.get("idempotencyKey") }),
    };
    const { undo } = await ask(documents.undoChange, { input });
    const [problem] = undo.userErrors;
    if (!problem) {
      const [node] = undo.revision?.nodes ?? [];
      return { done: changesAddress(node ? [{ name: "node", value: node.id }] : []) };
    }
    const { revision } = await ask(documents.changeToUndo, { revision: id });
    const change = changeIn(revision);
    if (!change) return { missing: { title: t.nothingToEdit } };
    return { view: undoView({ change, reason, problems: undo.userErrors }, t) };
  },
};

function changeIn(node: ChangeToUndoQuery["revision"]): ChangeFragment | undefined {
  return node?.__typename === "Revision" ? node : undefined;
}

function undoView(props: UndoProps, t: Messages) {
  return { title: t.undoTitle, isUnlisted: true, main: <Undo {...props} /> };
}

function Undo({ change, reason = "", problems = [] }: UndoProps) {
  const t = useMessages();
  return (
    <div class="edit">
      <h1>{t.undoTitle}</h1>
      {problems.map((problem) => (
        <p key={problem.message} class="problem" role="alert">
          <ProblemText {...problem} />
        </p>
      ))}
      <Change {...change} isAlone />
      <form class="fields" action={undoAddress(change.id)} method="post">
        <input type="hidden" name="revision" value={change.id} />
        <input type="hidden" name="idempotencyKey" value={crypto.randomUUID()} />
        <label for="undo-reason">{t.formField.reason}</label>
        <textarea id="undo-reason" name="reason" rows={3} dir="auto" value={reason} />
        <button type="submit">{t.undo}</button>
      </form>
    </div>
  );
}
