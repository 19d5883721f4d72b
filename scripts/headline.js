/** What the scripts share that bring a server up from outside and ask it the question that the archive is measured by. */
import { once } from "node:events";
import { createServer } from "node:net";

/** A port that nobody listens on just now. */
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** How many statements by Putin on Idlib the server on this port finds; throws when there are none. */
export async function headline(port) {
  const query = '{ statements(filter: { speaker: ["Putin"], topic: ["Idlib"] }) { totalCount nodes { text } } }';
  const answer = await fetch(`http://localhost:${port}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  const { data } = await answer.json();
  if (!(data?.statements.totalCount > 0)) throw new Error(`the headline query answered ${JSON.stringify(data)}`);
  return data.statements.totalCount;
}
