// Nothing here loads the parser of English, which takes tens of megabytes: a server imports this, and leaves the parser to a thread.

/** Proposals of at least this score are shown if nobody asks for others. */
export const DEFAULT_MIN_SCORE = 0.45;

/** A stretch of a text in Unicode code points, from its start to before its end, as everywhere in the archive. */
export interface PointSpan {
  start: number;
  end: number;
}

/** A statement that was found in a text, for a person to accept, correct or refuse. Places are of the text as given. */
export interface Proposal {
  kind: "DIRECT" | "MIXED" | "INDIRECT";
  /** The words: between quotation marks if DIRECT, otherwise as printed. */
  text: string;
  /** The parts of the content, of the cue and of the source, in reading order. The last two may be empty. */
  content: PointSpan[];
  cue: PointSpan[];
  source: PointSpan[];
  /** The speaker as printed ("he", "the mayor"); null if the text names none. */
  mention: string | null;
  speaker: ProposedSpeaker;
  /** The people whom the mention may mean instead, the likeliest first: for "he", "she", and a name that several bear. */
  otherSpeakers: { name: string; confidence: number }[];
  /** The places that may be the content instead, each from its first to its last word, the likeliest first. */
  otherExtents: (PointSpan & { confidence: number })[];
  /** How likely the content is right, from 0 to 1. Calibrated if a model made the proposal. */
  confidence: number;
}

/** Whom the mention means, as far as the article tells. */
export type ProposedSpeaker =
  | { status: "NAMED"; name: string; kind: "PERSON" | "ORGANISATION"; evidence: PointSpan | null }
  | { status: "UNNAMED" }
  | { status: "UNKNOWN" };

/** The proposals of a text. */
export interface Proposals {
  /** The language of the text, as a BCP 47 tag; "und" if it cannot be told. */
  language: string;
  /** What made them: `name@version`. */
  extractor: string;
  proposals: Proposal[];
}
