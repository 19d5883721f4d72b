import type { KeyRole } from "../generated/prisma/client.ts";
import type { Editor } from "./editing.ts";

/** Who asks, and what they may. */
export interface Viewer {
  name: string;
  role: KeyRole;
  /** As whom they edit. */
  editor: Editor;
}
