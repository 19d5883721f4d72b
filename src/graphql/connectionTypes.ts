import type { ProposalRow } from "../archive/appearances/proposals.ts";
import type { DatedAppearance } from "../archive/appearances.ts";
import type { ArticleList, ArticleRow } from "../archive/articles.ts";
import type { Tally } from "../archive/names/tallies.ts";
import type { StatementRow } from "../archive/statements/rows.ts";
import type { PrintedStatement, StatementList } from "../archive/statements.ts";
import type { Proposition, Source, Speaker, Topic } from "../generated/prisma/client.ts";
import type { RevisionRow } from "../history/revisions.ts";
import type { Connection, Edge } from "./connections.ts";
import type { Summarized } from "./summaries.ts";

// The row type of each connection and edge of the schema; the generated resolver types name them.

export type StatementConnectionRow = Connection<StatementRow, StatementList> & { summarized: Summarized };
export type StatementEdgeRow = Edge<StatementRow>;
export type AppearanceConnectionRow = Connection<DatedAppearance>;
export type AppearanceEdgeRow = Edge<DatedAppearance>;
export type SpeakerConnectionRow = Connection<Speaker>;
export type SpeakerEdgeRow = Edge<Speaker>;
export type SpeakerTopicConnectionRow = Connection<Tally<Topic>>;
export type SpeakerTopicEdgeRow = Edge<Tally<Topic>>;
export type TopicConnectionRow = Connection<Topic>;
export type TopicEdgeRow = Edge<Topic>;
export type TopicSpeakerConnectionRow = Connection<Tally<Speaker>>;
export type TopicSpeakerEdgeRow = Edge<Tally<Speaker>>;
export type ProposalConnectionRow = Connection<ProposalRow>;
export type ProposalEdgeRow = Edge<ProposalRow>;
export type PropositionConnectionRow = Connection<Proposition>;
export type PropositionEdgeRow = Edge<Proposition>;
export type ArticleConnectionRow = Connection<ArticleRow, ArticleList>;
export type ArticleEdgeRow = Edge<ArticleRow>;
export type ArticleStatementConnectionRow = Connection<PrintedStatement>;
export type ArticleStatementEdgeRow = Edge<PrintedStatement>;
export type SourceConnectionRow = Connection<Source>;
export type SourceEdgeRow = Edge<Source>;
export type RevisionConnectionRow = Connection<RevisionRow>;
export type RevisionEdgeRow = Edge<RevisionRow>;
