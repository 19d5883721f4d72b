/** A place in the input, for the person who has to correct it. */
export interface Place {
  /** The file's path as the person would write it. */
  file: string;
  /** From 1, if the format has lines. */
  line?: number | undefined;
  /** The record's name in its format: "E12", "quotation 3", "speech 17". */
  record?: string | undefined;
}

/** The reasons why a record is rejected, for programs; the message beside it is for people. docs/import.md explains each. */
export const rejectCodes = [
  /** The bytes are damaged, cut off, or not in UTF-8. */
  "UNREADABLE",
  /** The record does not have the shape of its format. */
  "MALFORMED",
  /** A line, a text or a list exceeds a limit. */
  "TOO_LARGE",
  /** Something that a statement needs is missing: its words, its article's text. */
  "INCOMPLETE",
  "NO_DATE",
  /** A date that does not exist. */
  "BAD_DATE",
  /** A date that can be read in two ways, such as 03/04/2018. */
  "AMBIGUOUS_DATE",
  /** Offsets beyond the text, reversed, or of other words than the record has. */
  "BAD_OFFSETS",
  /** A second record with the same id or passage. */
  "DUPLICATE",
  /** The archive's own rules do not allow it. */
  "REFUSED",
] as const;
export type RejectCode = (typeof rejectCodes)[number];

/** A record that was rejected. */
export interface Rejection {
  place: Place;
  code: RejectCode;
  /** One sentence: what is wrong and what to do about it. */
  message: string;
  /** The number of the format's records it stands for: 1 unless a whole file or article is rejected. */
  records?: number | undefined;
}

/** A rejection whose place is not yet known. */
export type Problem = Pick<Rejection, "code" | "message">;

/** The bytes of a file cannot be read as text. Records read before stay valid; the rest of the file is unknown. */
export class UnreadableError extends Error {
  override name = "UnreadableError";
  readonly code: RejectCode;
  constructor(message: string, code: RejectCode = "UNREADABLE") {
    super(message);
    this.code = code;
  }
}
