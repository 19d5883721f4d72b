// Prints the next statement that is published, and ends. It goes over WebSocket, by graphql-ws.
//
//   node subscribe.js [ws://localhost:4000/graphql]

import { createClient } from "graphql-ws";
import WebSocket from "ws";

const [url = "ws://localhost:4000/graphql"] = process.argv.slice(2);

// Node 22 and browsers have a WebSocket of their own.
const client = createClient({ url, webSocketImpl: WebSocket, on: { connected: () => console.log("connected") } });

const published = client.iterate({
  query: "subscription { statementPublished { cursor statement { id text saidOn speaker { name } } } }",
});
for await (const { data, errors } of published) {
  if (errors) throw new Error(errors[0].message);
  const { statement, cursor } = data.statementPublished;
  console.log(`${statement.saidOn}  ${statement.speaker?.name ?? "somebody"}: ${statement.text}`);
  // Passed as `after`, it continues here next time.
  console.log(JSON.stringify({ cursor }));
  break;
}
await client.dispose();
