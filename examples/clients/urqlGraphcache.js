// Reads two pages of statements with urql and its normalised cache into one list; then shows that the cache keeps a statement
// as it was apart from what it is now.
//
//   node urqlGraphcache.js [http://localhost:4000/graphql] [topic] [instant]

import { Client, fetchExchange, gql } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { relayPagination } from "@urql/exchange-graphcache/extras";

const [url = "http://localhost:4000/graphql", topic = "Idlib", asOf = new Date().toISOString()] = process.argv.slice(2);

const part = () => null;
const cache = cacheExchange({
  resolvers: { Query: { statements: relayPagination() } },
  // Types without an id are parts of their parent.
  keys: { Passage: part },
});
const client = new Client({ url, exchanges: [cache, fetchExchange] });

async function ask(query, variables, options) {
  const { data, error } = await client.query(query, variables, options).toPromise();
  if (error) throw error;
  return data;
}

const STATEMENTS = gql`
  query StatementsOn($topic: String!, $after: String) {
    statements(filter: { topic: [$topic] }, first: 2, after: $after) {
      edges { node { id text saidOn speaker { id name } firstAppearance { id passage { exact } } } }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

const { statements } = await ask(STATEMENTS, { topic });
await ask(STATEMENTS, { topic, after: statements.pageInfo.endCursor });
const cacheOnly = { requestPolicy: "cache-only" };
const { edges } = (await ask(STATEMENTS, { topic }, cacheOnly)).statements;
for (const { node } of edges) console.log(`${node.saidOn}  ${node.speaker?.name ?? "somebody"}: ${node.text}`);

const PAST = gql`
  query Past($id: ID!, $asOf: DateTime!) {
    statement(by: { id: $id }, asOf: $asOf) { id asOf text current { id asOf text } }
  }
`;

const { id } = edges[0].node;
const { statement } = await ask(PAST, { id, asOf });
const again = (await ask(PAST, { id, asOf }, cacheOnly)).statement;
console.log(
  JSON.stringify({
    listed: edges.length,
    isKeptApart: statement.id !== id && again.asOf === asOf && again.current.id === id && again.current.asOf === null,
  }),
);
