import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import WebSocket from "ws";
import { sizesOf } from "./data/archive.js";
import { memoryMb, postgresMs, processorMs } from "./meter.js";
import { spawnOnRecord } from "./servers.js";

/** So many connect at once. */
const TOGETHER = 50;

/** Later than all that the archive holds. */
const SINCE = "2031-01-01T00:00:00Z";

const subscription = `subscription ($filter: StatementFilter) { statementPublished(filter: $filter) {
  cursor
  statement { id text kind saidAt speaker { name slug } topics { name slug } firstAppearance { article { headline url source { name } } } }
} }`;

/** What each of so many subscribers follows: no two the same thing. */
function distinctFilters(count, { speakers, topics }) {
  const kinds = [
    (i) => ({
      speaker: [`speaker-${(i % speakers) + 1}`],
      ...(i >= speakers && { kind: ["INDIRECT"], language: ["en", `x-${i}`] }),
    }),
    (i) => ({ topic: [`topic-${(i % topics) + 1}`], ...(i >= topics && { language: ["en", `x-${i}`] }) }),
    (i) => ({ speaker: [`speaker-${(i % 50) + 1}`], topic: [`topic-${Math.floor(i / 50) + 1}`] }),
    (i) => ({ text: String(i) }),
  ];
  // Of ten, four follow a speaker, four a topic, one a speaker on a topic, one a word.
  const shares = [0, 1, 0, 1, 0, 1, 0, 1, 2, 3];
  const used = kinds.map(() => 0);
  return Array.from({ length: count }, (_, i) => {
    const kind = shares[i % shares.length];
    used[kind] += 1;
    return kinds[kind](used[kind] - 1);
  });
}

/**
 * Has statements published at an even pace to subscribers over WebSocket on one process: each with a filter of its own, then, more
 * slowly, to as many that follow everything. Every subscriber must have been told exactly what their filter finds.
 */
export async function measureLive(cluster, archive, { live, seed, node, say, postmaster }) {
  const sizes = sizesOf(archive.statements);
  const { subscribers, perSecond, seconds } = live;
  const filters = distinctFilters(subscribers, sizes);
  const runs = [
    { title: "each with a filter of their own", filters, perSecond },
    { title: "all follow everything", filters: filters.map(() => ({})), perSecond: Math.max(1, perSecond / 10) },
  ];
  const found = [];
  let first = 1;
  for (const run of runs) {
    say(`${subscribers} subscribers, ${run.title}, ${run.perSecond} statements a second …`);
    found.push({ ...run, ...(await follow(archive.url, { ...run, seconds, seed, sizes, first, node, postmaster })) });
    first += run.perSecond * seconds;
  }
  return found;
}

async function follow(url, { filters, perSecond, seconds, seed, sizes, first, node, postmaster }) {
  const environment = { ONRECORD_LIVE_CONNECTIONS_PER_ADDRESS: String(filters.length) };
  const server = await spawnOnRecord({ url, poolSize: 4, node, environment });
  try {
    const idleMb = memoryMb(server.pid).now;
    const expected = await countAll(server.url, filters);
    const followers = [];
    for (let i = 0; i < filters.length; i += TOGETHER) {
      followers.push(
        ...(await Promise.all(filters.slice(i, i + TOGETHER).map((filter) => listen(server.url, filter)))),
      );
    }
    const before = { node: processorMs(server.pid), postgres: postgresMs(postmaster) };
    const committed = await write([url, perSecond, seconds, seed, sizes.speakers, sizes.topics, first]);
    const after = (await countAll(server.url, filters)).map((count, i) => count - expected[i]);
    await Promise.all(followers.map((follower, i) => follower.until(after[i])));
    const used = { node: processorMs(server.pid) - before.node, postgres: postgresMs(postmaster) - before.postgres };
    const memory = memoryMb(server.pid);
    for (const { socket } of followers) socket.close();
    return { ...delays(followers, committed), seconds, idleMb, peakMb: memory.peak, used };
  } finally {
    await server.stop();
  }
}

/** One that follows, and when which statement came. */
async function listen(url, filter) {
  const socket = new WebSocket(url.replace("http", "ws"), "graphql-transport-ws");
  const heard = [];
  await once(socket, "open");
  socket.send('{"type":"connection_init"}');
  await once(socket, "message");
  socket.on("message", (data) => {
    const message = JSON.parse(String(data));
    if (message.type !== "next" || message.payload.errors) throw new Error(`An unexpected message: ${data}`);
    heard.push({
      number: Number(/\((\d+)\)$/.exec(message.payload.data.statementPublished.statement.text)[1]),
      at: Date.now(),
    });
  });
  socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query: subscription, variables: { filter } } }));
  // The answer to a ping comes behind what was begun before it is not certain; the subscription takes a few milliseconds.
  await pause(200);
  const until = async (count) => {
    for (let waited = 0; heard.length < count && waited < 30_000; waited += 50) await pause(50);
    if (heard.length !== count)
      throw new Error(`${JSON.stringify(filter)} was told of ${heard.length} statements, not of ${count}.`);
  };
  return { socket, heard, until };
}

async function write(words) {
  const committed = new Map();
  const child = fork(join(import.meta.dirname, "live/writer.js"), words.map(String));
  child.on("message", ({ numbers, at }) => {
    for (const number of numbers) committed.set(number, at);
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`The writer ended with ${code}.`);
  return committed;
}

/** How many statements each filter finds, by the query. */
async function countAll(url, filters) {
  const query = "query ($filter: StatementFilter) { statements(filter: $filter) { totalCount } }";
  const counts = new Map();
  for (const filter of filters) {
    const key = JSON.stringify(filter);
    if (counts.has(key)) continue;
    const body = JSON.stringify({ query, variables: { filter: { ...filter, saidAt: { from: SINCE } } } });
    const answer = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
    counts.set(key, (await answer.json()).data.statements.totalCount);
  }
  return filters.map((filter) => counts.get(JSON.stringify(filter)));
}

/** From the commit of a statement to when somebody was told of it, in milliseconds. */
function delays(followers, committed) {
  const times = followers.flatMap(({ heard }) => heard.map(({ number, at }) => at - committed.get(number)));
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  return { deliveries: times.length, p50: at(0.5), p99: at(0.99), longest: times.at(-1) };
}
