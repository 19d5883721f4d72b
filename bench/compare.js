import { fire, median } from "./fire.js";

/**
 * Measures several subjects in turn, round after round, so that other work on the machine affects all of them
 * alike.
 *
 * @param subjects by name, what `fire` takes: the server, the requests
 * @returns by name the median of every figure, and the rates of all rounds
 */
export async function byTurns(subjects, { rounds, seconds, connections, postmaster, say }) {
  const found = Object.fromEntries(Object.keys(subjects).map((name) => [name, []]));
  for (let round = 1; round <= rounds; round += 1) {
    for (const [name, { server, bodies, databaseUrl }] of Object.entries(subjects)) {
      const result = await fire(server, { bodies, connections, seconds, postmaster, databaseUrl });
      found[name].push(result);
      say(`  ${connections} connections, round ${round} of ${rounds}: ${name} ${result.rate.toFixed(0)}/s`);
    }
  }
  return Object.fromEntries(Object.entries(found).map(([name, results]) => [name, middle(results)]));
}

function middle(results) {
  const of = (name) => median(results.map((result) => result[name]));
  return {
    ...{ rate: of("rate"), p50: of("p50"), p99: of("p99"), nodeMs: of("nodeMs"), postgresMs: of("postgresMs") },
    peakMb: Math.max(...results.map((result) => result.memory.peak)),
    rates: results.map((result) => result.rate),
  };
}

/** How many times as fast one subject is as another: the median over rounds, each compared with its neighbour in time. */
export function ratio(subject, other) {
  return median(subject.rates.map((rate, round) => rate / other.rates[round]));
}
