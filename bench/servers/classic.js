import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { PrismaPg } from "@prisma/adapter-pg";
import DataLoader from "dataloader";
import { PrismaClient } from "../../dist/src/generated/prisma/client.js";

// The classic way: Apollo Server as its documentation starts it, a page by Prisma (over the same good index), and a
// DataLoader for every level below. Apollo, Prisma and DataLoader are those of OnRecord itself.
const [url, poolSize] = process.argv.slice(2);
const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: Number(poolSize) }) });

const typeDefs = `
  type Query { statements(speakerId: Int!, topicId: Int!, first: Int!): StatementConnection! }
  type StatementConnection { totalCount: Int! pageInfo: PageInfo! edges: [StatementEdge!]! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type StatementEdge { cursor: String! node: Statement! }
  type Statement {
    id: ID! text: String! kind: String! saidAt: String! speaker: Speaker topics: [Topic!]! firstAppearance: Appearance!
  }
  type Speaker { name: String! slug: String! }
  type Topic { name: String! slug: String! }
  type Appearance { article: Article! }
  type Article { headline: String! url: String! publishedAt: String! source: Source! }
  type Source { name: String! }`;

const byId = (model) =>
  new DataLoader(async (ids) => {
    const rows = new Map((await model.findMany({ where: { id: { in: [...ids] } } })).map((row) => [row.id, row]));
    return ids.map((id) => rows.get(id));
  });

const ofStatement = (model, orderBy) =>
  new DataLoader(async (ids) => {
    const rows = Map.groupBy(
      await model.findMany({ where: { statementId: { in: [...ids] } }, orderBy }),
      (row) => row.statementId,
    );
    return ids.map((id) => rows.get(id) ?? []);
  });

const createLoaders = () => ({
  statement: byId(prisma.statement),
  speaker: byId(prisma.speaker),
  topic: byId(prisma.topic),
  article: byId(prisma.article),
  source: byId(prisma.source),
  tags: ofStatement(prisma.statementTag, { topicId: "asc" }),
  appearances: ofStatement(prisma.appearance, { id: "asc" }),
});

const cursorOf = ({ saidAt, statementId }) =>
  Buffer.from(`${saidAt.toISOString()} ${statementId}`).toString("base64url");

const resolvers = {
  Query: {
    statements: async (_, { speakerId, topicId, first }) => {
      const where = { speakerId, topicId, status: "PUBLISHED" };
      const orderBy = [{ saidAt: "desc" }, { statementId: "desc" }];
      return { where, rows: await prisma.statementTopic.findMany({ where, orderBy, take: first + 1 }), first };
    },
  },
  StatementConnection: {
    totalCount: ({ where }) => prisma.statementTopic.count({ where }),
    pageInfo: ({ rows, first }) => ({
      hasNextPage: rows.length > first,
      endCursor: cursorOf(rows.slice(0, first).at(-1)),
    }),
    edges: ({ rows, first }) => rows.slice(0, first),
  },
  StatementEdge: {
    cursor: cursorOf,
    node: ({ statementId }, _, { loaders }) => loaders.statement.load(statementId),
  },
  Statement: {
    saidAt: ({ saidAt }) => saidAt.toISOString(),
    speaker: ({ speakerId }, _, { loaders }) => loaders.speaker.load(speakerId),
    topics: async ({ id }, _, { loaders }) =>
      loaders.topic.loadMany((await loaders.tags.load(id)).map((tag) => tag.topicId)),
    firstAppearance: async ({ id }, _, { loaders }) => (await loaders.appearances.load(id))[0],
  },
  Appearance: {
    article: ({ articleId }, _, { loaders }) => loaders.article.load(articleId),
  },
  Article: {
    publishedAt: ({ publishedAt }) => publishedAt.toISOString(),
    source: ({ sourceId }, _, { loaders }) => loaders.source.load(sourceId),
  },
};

const apollo = new ApolloServer({ typeDefs, resolvers });
const { url: address } = await startStandaloneServer(apollo, {
  listen: { port: 0, host: "127.0.0.1" },
  context: async () => ({ loaders: createLoaders() }),
});
process.send({ url: address });
