// Reads every statement on a topic with nothing but `fetch`: by GET, page by page.
//
//   node fetch.js [http://localhost:4000/graphql] [topic]

const [endpoint = "http://localhost:4000/graphql", topic = "Idlib"] = process.argv.slice(2);

const query = `query StatementsOn($topic: String!, $after: String) {
  statements(filter: { topic: [$topic] }, first: 2, after: $after) {
    nodes { id text saidOn speaker { name } }
    pageInfo { hasNextPage endCursor }
  }
}`;

async function ask(variables) {
  const url = `${endpoint}?${new URLSearchParams({ query, variables: JSON.stringify(variables) })}`;
  const response = await fetch(url, { headers: { accept: "application/graphql-response+json" } });
  const { data, errors } = await response.json();
  if (!data && !errors) throw new Error(`The server answered ${response.status} ${response.statusText}.`);
  // Data may come beside errors. What failed is null.
  for (const { message, extensions } of errors ?? []) console.error(`${extensions.code}: ${message}`);
  return data;
}

for (let after = null, isLast = false; !isLast; ) {
  const data = await ask({ topic, after });
  if (!data?.statements) process.exit(1);
  const { nodes, pageInfo } = data.statements;
  for (const { text, saidOn, speaker } of nodes) console.log(`${saidOn}  ${speaker?.name ?? "somebody"}: ${text}`);
  [after, isLast] = [pageInfo.endCursor, !pageInfo.hasNextPage];
}
