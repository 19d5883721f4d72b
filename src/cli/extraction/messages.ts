/** How a thread extracts. */
export interface ExtractorSettings {
  /** The file of the model; null for the rules. */
  model: string | null;
  minScore: number;
  language: string | undefined;
}

/** A text for a thread. */
export interface TextMessage {
  file: string;
  text: string;
  /** Whether the text is the article of a web page: then places are of this text, and not of the file. */
  isPage: boolean;
}
