// Reads two pages of statements with Apollo Client 4 into one list of its cache, by persisted queries; then shows that the
// cache keeps a statement as it was apart from what it is now.
//
//   node apolloClient.js [http://localhost:4000/graphql] [topic] [instant]

import { createHash } from "node:crypto";
import { ApolloClient, gql, HttpLink, InMemoryCache } from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { relayStylePagination } from "@apollo/client/utilities";

const [uri = "http://localhost:4000/graphql", topic = "Idlib", asOf = new Date().toISOString()] = process.argv.slice(2);

const client = new ApolloClient({
  cache: new InMemoryCache({
    typePolicies: {
      // A list is one for each filter, order and instant; its pages are joined.
      Query: { fields: { statements: relayStylePagination(["filter", "orderBy", "asOf"]) } },
      // Types without an id are parts of their parent.
      Passage: { keyFields: false },
    },
  }),
  link: new PersistedQueryLink({
    sha256: (text) => createHash("sha256").update(text).digest("hex"),
    useGETForHashedQueries: true,
  }).concat(new HttpLink({ uri })),
});

const STATEMENTS = gql`
  query StatementsOn($topic: String!, $after: String) {
    statements(filter: { topic: [$topic] }, first: 2, after: $after) {
      edges { node { id text saidOn speaker { id name } } }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

const { data } = await client.query({ query: STATEMENTS, variables: { topic } });
const list = client.watchQuery({ query: STATEMENTS, variables: { topic } });
list.subscribe(() => {});
await list.fetchMore({ variables: { after: data.statements.pageInfo.endCursor } });
const { edges } = client.readQuery({ query: STATEMENTS, variables: { topic } }).statements;
for (const { node } of edges) console.log(`${node.saidOn}  ${node.speaker?.name ?? "somebody"}: ${node.text}`);

const PAST = gql`
  query Past($id: ID!, $asOf: DateTime!) {
    statement(by: { id: $id }, asOf: $asOf) { id asOf text current { id text } }
  }
`;

const { id } = edges[0].node;
const { data: past } = await client.query({ query: PAST, variables: { id, asOf } });
const kept = Object.keys(client.cache.extract()).filter((key) => key.startsWith("Statement:"));
console.log(
  JSON.stringify({
    listed: edges.length,
    kept: kept.length,
    isKeptApart: past.statement.id !== id && past.statement.current.id === id && kept.includes(`Statement:${id}`),
  }),
);
client.stop();
