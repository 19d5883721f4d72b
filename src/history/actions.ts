import { editingActions } from "../editing/actions.ts";
import { undoListedImport } from "./importUndo.ts";
import { undoRevision } from "./undo.ts";
import { unmergeSpeaker } from "./unmerge.ts";

/** Everything that an editor can do, as the function that does it, under the name of the mutation that asks for it. */
export const actions = {
  ...editingActions,
  speakerUnmerge: unmergeSpeaker,
  undo: undoRevision,
  importUndo: undoListedImport,
};
