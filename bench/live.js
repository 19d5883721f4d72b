import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { sizesOf } from "./data/archive.js";
import { makeArchive } from "./database.js";
import { distinctFilters } from "./live/filters.js";
import { connectFollowers } from "./live/followers.js";
import { memoryMb, processorMs } from "./meter.js";
import { spawnOnRecord } from "./servers.js";

/** Later than all that the archive holds. */
const SINCE = "2031-01-01T00:00:00Z";

/**
 * Publishes statements at an even pace to subscribers over WebSocket on one process: first to subscribers with a filter of their own,
 * then to equally many that follow everything, at a tenth of the pace and at the same pace. Each subscriber must receive exactly as
 * many statements as their filter finds, none twice.
 *
 * @returns for each of the three runs the delays, the memory and the processor time
 */
export async function measureLive(cluster, { live, seed, node, say }) {
  const { statements, subscribers, perSecond, warmUpSeconds, seconds } = live;
  say(`Loading ${statements} statements for those who follow what comes after …`);
  const { url } = await makeArchive(cluster, { name: "live", statements, seed, say });
  const { speakers, topics } = sizesOf(statements);
  const filters = distinctFilters(subscribers, { speakers, topics });
  const all = { title: "all follow everything", filters: filters.map(() => ({})) };
  const runs = [
    { title: "each with a filter of their own", filters, perSecond },
    { ...all, perSecond: perSecond / 10 },
    { ...all, perSecond },
  ];
  const found = [];
  let written = 0;
  for (const run of runs) {
    const publish = async (forSeconds) => {
      const committed = await write([url, run.perSecond, forSeconds, seed, speakers, topics, written + 1]);
      written += committed.size;
      return committed;
    };
    say(`${subscribers} subscribers, ${run.title}, ${run.perSecond} statements a second for ${seconds} s …`);
    found.push({ ...run, ...(await measure({ ...run, url, publish, warmUpSeconds, seconds, node })) });
  }
  return found;
}

async function measure({ url, filters, publish, warmUpSeconds, seconds, node }) {
  const environment = { ONRECORD_LIVE_CONNECTIONS_PER_ADDRESS: String(filters.length) };
  const server = await spawnOnRecord({ url, poolSize: 4, node, environment });
  try {
    const idleMb = memoryMb(server.pid).now;
    const before = await countAll(server.url, filters);
    const followers = await connectFollowers(server.url, filters);
    const connectedMb = memoryMb(server.pid).now;
    const allTold = async () => {
      const after = await countAll(server.url, filters);
      await Promise.all(followers.map(({ untilHeard }, i) => untilHeard(after[i] - before[i])));
    };
    await publish(warmUpSeconds);
    await allTold();
    const used = processorMs(server.pid);
    const committed = await publish(seconds);
    await allTold();
    const nodeMs = processorMs(server.pid) - used;
    const peakMb = memoryMb(server.pid).peak;
    for (const { socket } of followers) socket.terminate();
    return { ...delays(followers, committed), idleMb, connectedMb, peakMb, nodeMs };
  } finally {
    await server.stop();
  }
}

/** Has statements published, and answers when each was committed. */
async function write(words) {
  const committed = new Map();
  const child = fork(join(import.meta.dirname, "live/writer.js"), words.map(String));
  child.on("message", ({ numbers, at }) => {
    for (const number of numbers) committed.set(number, at);
  });
  const [code] = await once(child, "close");
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
    const body = JSON.stringify({ query, variables: { filter: { ...filter, said: { from: SINCE } } } });
    const answer = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
    counts.set(key, (await answer.json()).data.statements.totalCount);
  }
  return filters.map((filter) => counts.get(JSON.stringify(filter)));
}

/** The delays from the commit of each of these statements to its deliveries, in milliseconds. */
function delays(followers, committed) {
  const told = followers.flatMap(({ heard }) => heard.filter(({ number }) => committed.has(number)));
  const times = told.map(({ number, at }) => at - committed.get(number)).sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  return { deliveries: times.length, p50: at(0.5), p99: at(0.99), longest: times.at(-1) };
}
