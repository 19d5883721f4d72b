import type { RejectCode } from "../../drafts.ts";

/** Why something of the file is not taken, in a sentence. */
export interface Problem {
  code: RejectCode;
  message: string;
}
