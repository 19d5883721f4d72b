import type {
  ArticleEntry,
  LinkEntry,
  PropositionEntry,
  SourceEntry,
  SpeakerEntry,
  TopicEntry,
} from "../../document/document.ts";

/** One noun of the archive, or a link between statements, in the terms of a document that records it. */
export type DumpLine =
  | { source: SourceEntry }
  | { topic: TopicEntry }
  | { speaker: SpeakerEntry }
  | { proposition: PropositionEntry }
  | { article: ArticleEntry }
  | { link: LinkEntry };
