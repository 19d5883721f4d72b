import { type Matches, noMatches } from "../../archive/meant.ts";
import type { Tally } from "../../archive/names/tallies.ts";
import type { PrintedStatement } from "../../archive/statements.ts";
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

/** The connections of the schema: all the same, but for what they tell of names, and an edge besides its node. */
export const connections = {
  StatementConnection: { ...plain, matched },
  AppearanceConnection: plain,
  SpeakerConnection: plain,
  SpeakerTopicConnection: tallied,
  SpeakerTopicEdge: { statementCount },
  TopicConnection: plain,
  TopicSpeakerConnection: tallied,
  TopicSpeakerEdge: { statementCount },
  ArticleConnection: { ...plain, matched },
  ArticleStatementConnection: printed,
  ArticleStatementEdge: { appearance },
  SourceConnection: plain,
  RevisionConnection: plain,
} as unknown as Resolvers;
