import { readDocument } from "../../document/document.ts";
import { type DocumentProblem, RecordError } from "../../document/errors.ts";
import type { Place, RejectCode, Rejection } from "../rejections.ts";

/** What is wrong with a document before the archive has been asked; nothing, as a rule. */
export function problemsOf(document: object): readonly DocumentProblem[] {
  try {
    readDocument(document);
    return [];
  } catch (error) {
    if (error instanceof RecordError) return error.problems;
    throw error;
  }
}

/** Who mends the first ones sees the others in the next run. */
const MOST_PROBLEMS_SHOWN = 3;

/**
 * The rejection of a record for what is wrong with it.
 *
 * @param within the path of the record in the document, which its reader does not know
 */
export function rejectionOf(
  place: Place,
  problems: readonly DocumentProblem[],
  within: string,
  records = 1,
): Rejection {
  const told = problems.slice(0, MOST_PROBLEMS_SHOWN).map(({ path, message }) => {
    const own = path.startsWith(within) ? path.slice(within.length).replace(/^\./, "") : path;
    return own ? `\`${own}\`: ${message}` : message;
  });
  const more = problems.length > MOST_PROBLEMS_SHOWN ? ` (and ${problems.length - MOST_PROBLEMS_SHOWN} more)` : "";
  return { place, code: rejectCodeOf(problems[0]), message: `Mend ${told.join("; ")}${more}.`, records };
}

function rejectCodeOf(problem: DocumentProblem | undefined): RejectCode {
  const { path = "", message = "" } = problem ?? {};
  const isMissing = message.endsWith("received undefined");
  if (path.endsWith("publishedAt") && isMissing) return "NO_DATE";
  if (message.startsWith("is not a date")) return "BAD_DATE";
  if (message.startsWith("is longer than")) return "TOO_LARGE";
  if (/\.(start|end)$/.test(path)) return "BAD_OFFSETS";
  return isMissing ? "INCOMPLETE" : "MALFORMED";
}
