/** One problem of a document, and its place: `articles[0].statements[3].passage.exact`. */
export interface DocumentProblem {
  path: string;
  message: string;
  /** The kind of problem, for the code of a rejection; left out for other kinds. */
  fault?: DocumentFault;
}

/** A required field is left out, a text is too long, or a value is not a date. */
export type DocumentFault = "MISSING" | "TOO_LONG" | "NOT_A_DATE";

/** Rejects a whole document: nothing of it was recorded. It names every problem that could be found at once. */
export class RecordError extends Error {
  override readonly name = "RecordError";
  readonly problems: readonly DocumentProblem[];

  constructor(problems: readonly DocumentProblem[], options?: ErrorOptions) {
    super(problems.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join("\n"), options);
    this.problems = problems;
  }
}
