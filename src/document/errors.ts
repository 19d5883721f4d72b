/** One problem of a document, and its place: `articles[0].statements[3].passage.exact`. */
export interface DocumentProblem {
  path: string;
  message: string;
}

/** Rejects a whole document: nothing of it was recorded. It names every problem that could be found at once. */
export class RecordError extends Error {
  override readonly name = "RecordError";
  readonly problems: readonly DocumentProblem[];

  constructor(problems: readonly DocumentProblem[], options?: ErrorOptions) {
    super(problems.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join("\n"), options);
    this.problems = problems;
  }
}
