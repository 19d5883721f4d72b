import { type Matches, noMatches } from "../../archive/matches.ts";
import type { PrintedStatement } from "../../archive/statements.ts";
import type { Tally } from "../../archive/tallies.ts";
import type {
  ArticleStatementEdgeResolvers,
  Resolvers,
  SpeakerTopicEdgeResolvers,
  TopicSpeakerEdgeResolvers,
} from "../../generated/graphql.ts";
import type { Speaker, Topic } from "../../generated/prisma/client.ts";
import { connectionResolvers } from "../connections.ts";

const plain = connectionResolvers();
const tallied = connectionResolvers<Tally<Speaker | Topic>, Speaker | Topic>(({ node }) => node);
const printed = connectionResolvers<PrintedStatement, PrintedStatement["statement"]>(({ statement }) => statement);

const statementCount: SpeakerTopicEdgeResolvers["statementCount"] & TopicSpeakerEdgeResolvers["statementCount"] = ({
  row,
}: {
  row: { statementCount: number };
}) => row.statementCount;
const appearance: ArticleStatementEdgeResolvers["appearance"] = ({ row }) => row.appearance;
const matched = ({ list: { matches } }: { list: { matches?: Matches } }) => matches ?? noMatches;

/** The connections of the schema with their edges: all the same, but for what an edge tells besides its node. */
export const connections = {
  StatementConnection: { ...plain.connection, matched },
  StatementEdge: plain.edge,
  AppearanceConnection: plain.connection,
  AppearanceEdge: plain.edge,
  SpeakerConnection: plain.connection,
  SpeakerEdge: plain.edge,
  SpeakerTopicConnection: tallied.connection,
  SpeakerTopicEdge: { ...tallied.edge, statementCount },
  TopicConnection: plain.connection,
  TopicEdge: plain.edge,
  TopicSpeakerConnection: tallied.connection,
  TopicSpeakerEdge: { ...tallied.edge, statementCount },
  ArticleConnection: { ...plain.connection, matched },
  ArticleEdge: plain.edge,
  ArticleStatementConnection: printed.connection,
  ArticleStatementEdge: { ...printed.edge, appearance },
  SourceConnection: plain.connection,
  SourceEdge: plain.edge,
} as unknown as Resolvers;
