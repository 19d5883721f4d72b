/** Where something stands in the input, for the person who has to mend it. */
export interface Place {
  /** The file as the person named it. */
  file: string;
  /** From 1, where the format has lines. */
  line?: number | undefined;
  /** What the format itself calls the record: "E12", "quotation 3", "speech 17". */
  record?: string | undefined;
}

/** Why a record was not taken, for programs; the sentence beside it is for people. docs/import.md explains each. */
export const rejectCodes = [
  /** The bytes are damaged: a truncated archive, another encoding than UTF-8. */
  "UNREADABLE",
  /** The record does not have the shape of its format. */
  "MALFORMED",
  /** A line, a text or a list is beyond the limits. */
  "TOO_LARGE",
  /** Something that a statement cannot be without is not there: its words, its article's text. */
  "INCOMPLETE",
  "NO_DATE",
  /** A date that does not exist. */
  "BAD_DATE",
  /** A date that can be read in two ways. */
  "AMBIGUOUS_DATE",
  /** Offsets beyond the text, reversed, or cutting out other words than the record says. */
  "BAD_OFFSETS",
  /** The same id or passage once more. */
  "DUPLICATE",
  /** The archive's own rules forbid it. */
  "REFUSED",
] as const;
export type RejectCode = (typeof rejectCodes)[number];

export interface Rejection {
  place: Place;
  code: RejectCode;
  /** What is wrong and what to do about it, one sentence. */
  message: string;
  /** How many of the format's records it stands for; 1 unless a whole file or article is rejected. */
  records?: number | undefined;
}

/** What is wrong with something and what to do about it, as long as it is not said where that stands. */
export type Problem = Pick<Rejection, "code" | "message">;

/** The bytes of a file cannot be made text: what was read before it stands, nothing after it is known. */
export class UnreadableError extends Error {
  override name = "UnreadableError";
  readonly code: RejectCode;
  constructor(message: string, code: RejectCode = "UNREADABLE") {
    super(message);
    this.code = code;
  }
}
