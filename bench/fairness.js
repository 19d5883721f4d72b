import { setTimeout as pause } from "node:timers/promises";
import { makeArchive } from "./database.js";
import { ALIASES, attacks, requestOf } from "./fairness/attacks.js";
import { frequentValues } from "./fairness/values.js";
import { spawnOnRecord } from "./servers.js";

/** As for every user of the server. */
const POINTS = 600_000;

/** How often the bystander asks. */
const PERIOD_MS = 100;

/** Addresses for documentation (RFC 5737): each attack comes from one of its own, so that it has all of its points. */
const bystander = "198.51.100.200";
const attacker = (i) => `198.51.100.${i + 1}`;

const bystandersQuestion = { query: "{ statements(first: 5) { nodes { text speaker { name } } } }" };

/**
 * Asks the dearest questions, one after the other, each in a loop on one connection and with as many aliases as its cost
 * allows, while somebody else asks for five statements ten times a second.
 *
 * @returns the answers to the other while nobody attacks, and during each attack
 */
export async function measureFairness(cluster, { fairness, seed, node, say }) {
  const { statements, seconds } = fairness;
  say(`Loading ${statements} statements for the dearest questions …`);
  const { url } = await makeArchive(cluster, { name: "fairness", statements, seed, say });
  const values = await frequentValues(url);
  const environment = { ONRECORD_RATE_LIMIT: String(POINTS), ONRECORD_TRUST_PROXY: "1" };
  const server = await spawnOnRecord({ url, poolSize: 4, node, environment });
  try {
    await ask(server.url, bystandersQuestion, bystander);
    await watch(server.url, seconds);
    const quiet = await watch(server.url, seconds);
    const found = [];
    for (const [i, attack] of attacks.entries()) {
      say(`  ${attack.title} …`);
      const one = await underAttack(server.url, { attack, values, from: attacker(i), seconds });
      say(`    ${JSON.stringify(one)}`);
      found.push({ title: attack.title, ...one });
    }
    return { quiet, attacks: found };
  } finally {
    await server.stop();
  }
}

async function underAttack(url, { attack, values, from, seconds }) {
  const aliases = await mostAliases(url, { attack, values });
  const body = requestOf(attack, values, aliases);
  let leaving = new AbortController();
  let isOver = false;
  const seen = { aliases, answered: 0, refused: 0, points: 0 };
  const attacking = (async () => {
    while (!isOver) {
      leaving = new AbortController();
      const answer = await ask(url, body, from, leaving.signal).catch(() => null);
      if (answer === null) return;
      if (answer.status === 429) seen.refused += 1;
      else seen.answered += 1;
      seen.points = Math.max(seen.points, POINTS - answer.remaining);
    }
  })();
  const watched = await watch(url, seconds);
  isOver = true;
  leaving.abort();
  await attacking;
  return { ...seen, bystander: watched };
}

/** The most aliases, up to the limit, whose cost is accepted. The reckoning is free: what is refused does not run. */
async function mostAliases(url, { attack, values }) {
  const { limit } = await ask(url, requestOf(attack, values, ALIASES), "198.51.100.100");
  return limit ? Math.max(1, Math.floor((ALIASES * limit.allowed) / limit.actual)) : ALIASES;
}

/** Asks the bystander's question at an even pace, whether the last one has been answered or not. */
async function watch(url, seconds) {
  const asked = [];
  for (let i = 0; i < (seconds * 1_000) / PERIOD_MS; i += 1) {
    asked.push(timed(url));
    await pause(PERIOD_MS);
  }
  const answers = await Promise.all(asked);
  const times = answers.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))]);
  const failed = answers.filter(({ isGood }) => !isGood).length;
  return { asked: answers.length, failed, p50: at(0.5), p95: at(0.95), longest: at(1) };
}

async function timed(url) {
  const began = performance.now();
  const answer = await ask(url, bystandersQuestion, bystander).catch(() => null);
  return { ms: performance.now() - began, isGood: answer?.isGood === true };
}

/** Asks from an address, as a proxy would pass it on. */
async function ask(url, body, from, signal) {
  const headers = { "content-type": "application/json", "x-forwarded-for": from };
  const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(body), signal });
  const { data, errors } = await answer.json();
  return {
    status: answer.status,
    isGood: answer.ok && !errors && data != null,
    remaining: Number(answer.headers.get("ratelimit-remaining") ?? POINTS),
    limit: errors?.[0]?.extensions?.limit,
  };
}
