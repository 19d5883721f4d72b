import type { ArticleEntry, PropositionEntry, SourceEntry, SpeakerEntry, TopicEntry } from "../../document/document.ts";

/** One noun of the archive, in the terms of a document that records it. */
export type DumpLine =
  | { source: SourceEntry }
  | { topic: TopicEntry }
  | { speaker: SpeakerEntry }
  | { proposition: PropositionEntry }
  | { article: ArticleEntry };
