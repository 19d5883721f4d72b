import { readDocument } from "../../document/document.ts";
import { type DocumentProblem, RecordError } from "../../document/errors.ts";
import type { Place, RejectCode, Rejection } from "../rejections.ts";

/** Returns the problems of a document that can be found without the archive. */
export function problemsOf(document: object): readonly DocumentProblem[] {
  try {
    readDocument(document);
    return [];
  } catch (error) {
    if (error instanceof RecordError) return error.problems;
    throw error;
  }
}

/** The next run shows the others. */
const MOST_PROBLEMS_SHOWN = 3;

/**
 * Makes the rejection of a record for its problems.
 *
 * @param within the path of the record in the document, which means nothing to the person who wrote the record
 */
export function rejectionOf(
  place: Place,
  problems: readonly DocumentProblem[],
  within: string,
  records = 1,
): Rejection {
  const shown = problems.slice(0, MOST_PROBLEMS_SHOWN).map(({ path, message }) => {
    const own = path.startsWith(within) ? path.slice(within.length).replace(/^\./, "") : path;
    return own ? `\`${own}\`: ${message}` : message;
  });
  const more = problems.length > MOST_PROBLEMS_SHOWN ? ` (and ${problems.length - MOST_PROBLEMS_SHOWN} more)` : "";
  return { place, code: rejectCodeOf(problems[0]), message: `Correct ${shown.join("; ")}${more}.`, records };
}

function rejectCodeOf(problem: DocumentProblem | undefined): RejectCode {
  const { path = "", fault } = problem ?? {};
  if (fault === "MISSING") return path.endsWith("publishedAt") ? "NO_DATE" : "INCOMPLETE";
  if (fault === "NOT_A_DATE") return "BAD_DATE";
  if (fault === "TOO_LONG") return "TOO_LARGE";
  return /\.(start|end)$/.test(path) ? "BAD_OFFSETS" : "MALFORMED";
}
