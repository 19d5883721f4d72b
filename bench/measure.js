import { byTurns, ratio } from "./compare.js";
import { postmasterOf } from "./database.js";
import { countSql } from "./fire.js";
import { copyWithHistory } from "./history.js";
import { choosePairs, chooseTwins } from "./query.js";
import { pageRequests, uncounted } from "./questions.js";
import { proveSame } from "./same.js";
import { servers } from "./servers.js";

/** The number of connections at which what must hold is held. */
const REFERENCE = 16;

/** All that is measured on an archive of one size. */
export async function measureArchive(cluster, archive, options) {
  const { say, seed, node } = options;
  const pairs = await choosePairs(archive.url, { count: options.pairs, seed });
  const running = await startAll({ url: archive.url, poolSize: 4, node });
  try {
    say(`The servers are up; all must give the same statements for ${pairs.length} pairs of speaker and topic …`);
    await proveSame(running, pairs);
    const postmaster = postmasterOf(cluster);
    const bodies = (name) => pairs.map(servers[name].request);
    const subject = (server, requests) => ({ server, bodies: requests, databaseUrl: archive.url });
    const turns = (subjects, connections, seconds = options.seconds, rounds = options.rounds) =>
      byTurns(subjects, { rounds, seconds, connections, postmaster, say });
    const all = Object.fromEntries(
      Object.entries(running).map(([name, server]) => [name, subject(server, bodies(name))]),
    );
    say("They are warmed up, then measured by turns …");
    const reference = options.connections.includes(REFERENCE) ? REFERENCE : options.connections[0];
    await turns(all, reference, options.warmUpSeconds, 1);
    const headline = {};
    for (const connections of options.connections) headline[connections] = await turns(all, connections);
    const ours = (requests) => subject(running.onrecord, requests);
    const twins = await chooseTwins(archive.url, { count: options.pairs, seed });
    const topics = await turns(
      {
        narrow: ours(twins.narrow.map(servers.onrecord.request)),
        broad: ours(twins.broad.map(servers.onrecord.request)),
      },
      reference,
    );
    const { page, first, deep } = await pageRequests(running.onrecord.url, archive.statements);
    const pages = await turns({ "page 1": ours(first), [`page ${page}`]: ours(deep) }, reference);
    say("Counting the SQL statements of a request …");
    const sql = options.smoke ? {} : await sqlCounts(running, bodies, archive.url);
    return {
      ...{ archive, headline, reference, pairs: pairs.length, twins: twins.broad.length, page, sql },
      broadCost: ratio(topics.narrow, topics.broad),
      deepCost: ratio(pages["page 1"], pages[`page ${page}`]),
    };
  } finally {
    await Promise.all(Object.values(running).map((server) => server.stop()));
  }
}

async function startAll(options) {
  const running = {};
  for (const [name, { start }] of Object.entries(servers)) running[name] = await start(options);
  return running;
}

const SQL_SAMPLE = 100;

async function sqlCounts(running, bodies, databaseUrl) {
  const counts = {};
  for (const [name, server] of Object.entries(running)) {
    counts[name] = await countSql(server, bodies(name).slice(0, SQL_SAMPLE), databaseUrl);
  }
  const without = bodies("onrecord").slice(0, SQL_SAMPLE).map(uncounted);
  counts.withoutCount = await countSql(running.onrecord, without, databaseUrl);
  return counts;
}

/** The headline page of OnRecord on a small archive and on a large one: how many times as long the large one takes, and in how much memory. */
export async function compareSizes(cluster, [small, large], options) {
  const named = ({ statements, url }) => ({ name: `${statements} statements`, url });
  return { statements: large.statements, ...(await compareTwo(cluster, [named(small), named(large)], options)) };
}

/** The headline page of OnRecord on an archive, and on a copy of it with a long history: how many times as long that one takes. */
export async function compareHistories(cluster, archive, options) {
  const { url, revisions } = await copyWithHistory(cluster, archive, options);
  const without = { name: "without a history", url: archive.url };
  const long = { name: `${revisions} revisions`, url };
  // One process of Node may be a tenth faster than the next, all else alike: each archive gets two, and either is first once.
  const there = await compareTwo(cluster, [without, long], options);
  const back = await compareTwo(cluster, [long, without], options);
  return { revisions, cost: Math.sqrt(there.cost / back.cost) };
}

/** Asks two archives for headline pages by turns: how many times as long the second one takes, and in how much memory. */
async function compareTwo(cluster, archives, options) {
  const subjects = {};
  const started = [];
  try {
    for (const { name, url } of archives) {
      const server = await servers.onrecord.start({ url, poolSize: 4, node: options.node });
      started.push(server);
      const pairs = await choosePairs(url, { count: options.pairs, seed: options.seed });
      subjects[name] = { server, bodies: pairs.map(servers.onrecord.request), databaseUrl: url };
    }
    const turns = { connections: REFERENCE, postmaster: postmasterOf(cluster), say: options.say };
    await byTurns(subjects, { ...turns, rounds: 1, seconds: options.warmUpSeconds });
    const found = Object.values(
      await byTurns(subjects, { ...turns, rounds: options.rounds, seconds: options.seconds }),
    );
    return { cost: ratio(found[0], found[1]), peakMb: Math.round(found[1].peakMb) };
  } finally {
    await Promise.all(started.map((server) => server.stop()));
  }
}
