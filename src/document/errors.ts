/** One problem of a document, and its place: `articles[0].statements[3].passage.exact`. */
export interface DocumentProblem {
  path: string;
  message: string;
  /** What is wrong, if it is one of these: for the code of a rejection. */
  fault?: DocumentFault;
}

/** A field that is needed is left out; its text is too long; it is no real date. */
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
