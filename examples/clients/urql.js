// Reads statements with urql as it comes: by GET, with its document cache. A second request is answered by the cache.
//
//   node urql.js [http://localhost:4000/graphql] [topic]

import { Client, cacheExchange, fetchExchange, gql } from "@urql/core";

const [url = "http://localhost:4000/graphql", topic = "Idlib"] = process.argv.slice(2);

const client = new Client({ url, exchanges: [cacheExchange, fetchExchange] });

const STATEMENTS = gql`
  query StatementsOn($topic: String!, $text: String!) {
    statements(filter: { topic: [$topic], text: $text }, first: 2) {
      edges { snippet { text isMatch } node { id saidOn speaker { id name } } }
    }
  }
`;

async function search() {
  const { data, error, operation } = await client.query(STATEMENTS, { topic, text: "ceasefire OR truce" }).toPromise();
  if (error) throw error;
  return { edges: data.statements.edges, cache: operation.context.meta?.cacheOutcome };
}

const { edges } = await search();
for (const { snippet, node } of edges) {
  const text = snippet.map((part) => (part.isMatch ? `*${part.text}*` : part.text)).join("");
  console.log(`${node.saidOn}  ${node.speaker?.name ?? "somebody"}: ${text}`);
}
console.log(JSON.stringify({ again: (await search()).cache }));
