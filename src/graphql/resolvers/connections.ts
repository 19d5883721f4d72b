import type { Total } from "../../archive/lists/list.ts";
import { type Matches, noMatches } from "../../archive/meant.ts";
import type { Tally } from "../../archive/names/tallies.ts";
import type { PrintedStatement } from "../../archive/statements.ts";
import type {
  ArticleStatementEdgeResolvers,
  Resolvers,
  SpeakerTopicEdgeResolvers,
  StatementEdgeResolvers,
  TopicSpeakerEdgeResolvers,
} from "../../generated/graphql.ts";
import type { Speaker, Topic } from "../../generated/prisma/client.ts";
import { connectionResolvers } from "../connections.ts";
import { momentOf } from "../moments.ts";
import { wholeList } from "./summaries.ts";

const plainConnection = connectionResolvers();
const tallied = connectionResolvers<Tally<Speaker | Topic>, Speaker | Topic>(({ node }) => node);
const printedConnection = connectionResolvers<PrintedStatement, PrintedStatement["statement"]>(
  ({ statement }) => statement,
);

const statementCount: SpeakerTopicEdgeResolvers["statementCount"] & TopicSpeakerEdgeResolvers["statementCount"] = ({
  row,
}: {
  row: { statementCount: number };
}) => row.statementCount;
const appearance: ArticleStatementEdgeResolvers["appearance"] = ({ row }) => row.appearance;
const snippet: StatementEdgeResolvers["snippet"] = ({ row: { id, searchedText: text, asOf } }, _, context) =>
  text === undefined ? null : momentOf(context, asOf).loaders.snippet.load({ statementId: id, text });
const totalCountIsExact = async ({ count }: { count: () => Promise<Total> }) => (await count()).isExact;
const matched = ({ list: { matches } }: { list: { matches?: Matches } }) => matches ?? noMatches;

/**
 * The connections of the schema. They are alike, except for `matched` and for what some edges have besides their node.
 */
export const connections = {
  StatementConnection: { ...plainConnection, ...wholeList, totalCountIsExact, matched },
  StatementEdge: { snippet },
  AppearanceConnection: plainConnection,
  SpeakerConnection: plainConnection,
  SpeakerTopicConnection: tallied,
  SpeakerTopicEdge: { statementCount },
  TopicConnection: plainConnection,
  TopicSpeakerConnection: tallied,
  TopicSpeakerEdge: { statementCount },
  ProposalConnection: { ...plainConnection, totalCountIsExact },
  PropositionConnection: plainConnection,
  ArticleConnection: { ...plainConnection, totalCountIsExact, matched },
  ArticleStatementConnection: printedConnection,
  ArticleStatementEdge: { appearance },
  SourceConnection: plainConnection,
  RevisionConnection: plainConnection,
} as unknown as Resolvers;
