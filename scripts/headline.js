/** Functions for the scripts that start a server and send it the headline query: statements by Putin about Idlib. */
import { once } from "node:events";
import { createServer } from "node:net";

/** Returns a port that is free at the moment. */
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** Returns how many statements by Putin about Idlib the server on this port finds; throws if it finds no statement. */
export async function headline(port) {
  const query = '{ statements(filter: { speaker: ["Putin"], topic: ["Idlib"] }) { totalCount nodes { text } } }';
  const answer = await fetch(`http://localhost:${port}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  const { data } = await answer.json();
  if (!(data?.statements.totalCount > 0)) throw new Error(`the headline query returned ${JSON.stringify(data)}`);
  return data.statements.totalCount;
}
