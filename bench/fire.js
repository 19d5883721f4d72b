import { setTimeout as pause } from "node:timers/promises";
import autocannon from "autocannon";
import { memoryMb, postgresMs, processorMs } from "./meter.js";
import { read } from "./query.js";
import { ask } from "./same.js";

/**
 * Asks a server the given requests over and over, each connection beginning at another of them.
 *
 * @returns requests a second, the median and the 99th percentile of the answers' times in ms, the processor time of server
 *   and database for one request in ms, and the server's memory in MB
 */
export async function fire(server, { bodies, connections, seconds, postmaster }) {
  const requests = bodies.map(requestOf);
  const before = { node: processorMs(server.pid), postgres: postgresMs(postmaster) };
  const times = [];
  const instance = autocannon({
    url: server.url,
    connections,
    duration: seconds,
    // On a busy machine a slow answer is a figure, not a failure.
    timeout: 60,
    headers: { "content-type": "application/json" },
    setupClient: rotating(requests, connections),
  });
  instance.on("response", (_client, _status, _bytes, time) => times.push(time));
  const result = await instance;
  const failures = result.errors + result.non2xx + result.timeouts;
  if (failures > 0 || times.length === 0)
    throw new Error(`${failures} requests to ${server.url} failed: ${JSON.stringify(result.statusCodeStats)}.`);
  times.sort((a, b) => a - b);
  return {
    rate: times.length / result.duration,
    p50: times[Math.floor(times.length * 0.5)],
    p99: times[Math.floor(times.length * 0.99)],
    nodeMs: (processorMs(server.pid) - before.node) / times.length,
    postgresMs: (postgresMs(postmaster) - before.postgres) / times.length,
    memory: memoryMb(server.pid),
  };
}

/** A request of a page as a browser makes it, or one of GraphQL. */
function requestOf(body) {
  const { page } = body;
  return page ? { path: page, headers: { accept: "text/html" } } : { method: "POST", body: JSON.stringify(body) };
}

function rotating(requests, connections) {
  let next = 0;
  return (client) => {
    const start = Math.floor((next * requests.length) / connections) % requests.length;
    next += 1;
    client.setRequests([...requests.slice(start), ...requests.slice(0, start)]);
  };
}

/** PostgreSQL publishes what a session did when that session has been idle for ten seconds. */
const STATISTICS_MS = 11_000;

/**
 * How many SQL statements a request takes. A statement outside of BEGIN is a transaction, and those PostgreSQL itself counts;
 * nothing else may use the database meanwhile.
 */
export async function countSql(server, bodies, databaseUrl) {
  // So that a server that remembers names knows them.
  for (const body of bodies) await ask(server.url, body);
  await pause(STATISTICS_MS);
  const before = await transactions(databaseUrl);
  for (const body of bodies) await ask(server.url, body);
  await pause(STATISTICS_MS);
  // Reading the counter is a transaction too.
  return ((await transactions(databaseUrl)) - before - 1) / bodies.length;
}

async function transactions(databaseUrl) {
  const [{ count }] = await read(
    databaseUrl,
    "SELECT xact_commit::int AS count FROM pg_stat_database WHERE datname = current_database()",
  );
  return count;
}

/** The middle one of some numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}
