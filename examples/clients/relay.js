// Reads two pages of statements with Relay into one list of its store; then shows that the store keeps a statement as it was
// apart from what it is now. `npm run relay` compiles its queries first.
//
//   node relay.js [http://localhost:4000/graphql] [topic] [instant]

import relay from "relay-runtime";
import past from "./relay/__generated__/StatementsOnPastQuery.graphql.js";
import statementsOn from "./relay/__generated__/StatementsOnQuery.graphql.js";

const { Environment, Network, RecordSource, Store, createOperationDescriptor, fetchQuery } = relay;
const [url = "http://localhost:4000/graphql", topic = "Idlib", asOf = new Date().toISOString()] = process.argv.slice(2);

const network = Network.create(async ({ text: query }, variables) => {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/graphql-response+json" },
    body: JSON.stringify({ query, variables }),
  });
  const answer = await response.json();
  // Relay takes an answer without data for an error. A root field that fails is null beside its error.
  for (const { message, extensions } of answer.errors ?? []) console.error(`${extensions.code}: ${message}`);
  return answer;
});

const environment = new Environment({ network, store: new Store(new RecordSource()) });
const ask = (query, variables) => fetchQuery(environment, query, variables).toPromise();

const { statements } = await ask(statementsOn, { topic });
const list = createOperationDescriptor(statementsOn, { topic });
// What is not retained, Relay may drop.
const retained = environment.retain(list);
await ask(statementsOn, { topic, after: statements.pageInfo.endCursor });
const { edges } = environment.lookup(list.fragment).data.statements;
for (const { node } of edges) console.log(`${node.saidOn}  ${node.speaker?.name ?? "somebody"}: ${node.text}`);

const { id } = edges[0].node;
const { statement } = await ask(past, { id, asOf });
const kept = environment.getStore().getSource();
console.log(
  JSON.stringify({
    listed: edges.length,
    isKeptApart: statement.id !== id && statement.current.id === id && kept.has(statement.id) && kept.has(id),
  }),
);
retained.dispose();
