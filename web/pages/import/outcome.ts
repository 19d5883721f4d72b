import type { ImportReportFragment } from "../../generated/operations.ts";
import type { SentFileContent } from "./readForm.ts";

/** A file that was tried or imported, with its report. */
export interface ImportOutcome {
  file: SentFileContent;
  report: ImportReportFragment;
  isTrial: boolean;
  /** Null after a trial, and if nothing was new. */
  importId: string | null;
  /** What was entered with the file. */
  fields: URLSearchParams;
}
