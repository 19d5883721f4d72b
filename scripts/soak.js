/**
 * Runs a server of its own under a mixed load over HTTP, samples its memory and the delay of its event loop, and exits with 1 if
 * either went on growing, or if an answer was a fault of the server. For leaks that no short test shows.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { FIGURES, growthOf } from "./growth.js";
import { whileRunning } from "./running.js";
import { deeds } from "./soak/deeds.js";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "600" },
    clients: { type: "string", default: "8" },
    // Runs the source with this loader instead of dist/: for tests, which need no build.
    loader: { type: "string" },
  },
});
const [seconds, clients] = [values.seconds, values.clients].map(Number);
if (!(seconds > 0 && clients > 0)) throw new Error("--seconds and --clients are numbers above 0.");

/** At least this many samples, so that each quarter has some. */
const SAMPLES = 40;

const root = join(import.meta.dirname, "..");
const words = values.loader
  ? [process.execPath, "--import", values.loader, join(root, "src/index.ts")]
  : [process.execPath, join(root, "dist/src/index.js")];
const data = mkdtempSync(join(tmpdir(), "onrecord-soak-"));
// The server's own data only, and no limit that would refuse the load.
delete process.env.DATABASE_URL;
Object.assign(process.env, { ONRECORD_RATE_LIMIT: "0", LOG_LEVEL: "fatal", ONRECORD_DEMO: "true" });
try {
  const command = `exec ${words.map((word) => `'${word}'`).join(" ")}`;
  const { result } = await whileRunning({ command, folder: data, data }, soak);
  process.exitCode = report(result) ? 0 : 1;
} finally {
  rmSync(data, { recursive: true, force: true });
}

async function soak(port) {
  const url = `http://localhost:${port}`;
  const key = await makeKey();
  const outcomes = new Map();
  const end = Date.now() + seconds * 1_000;
  const samples = [];
  const load = Array.from({ length: clients }, async (_, client) => {
    for (let turn = client; Date.now() < end; turn += 1) {
      const [name, deed] = deeds[turn % deeds.length];
      const outcome = `${name}: ${await deed({ url, key, turn, client }).catch(({ message }) => `FAULT ${message}`)}`;
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
  });
  while (Date.now() < end) {
    await pause(Math.min(5_000, (seconds * 1_000) / SAMPLES));
    samples.push(await sample(url));
  }
  await Promise.all(load);
  return { outcomes, samples };
}

/** Makes an editor's key on the command line, which joins the server's database. */
async function makeKey() {
  const cli = words.map((word) => word.replace(/index\.(?=[jt]s$)/, "cli."));
  const [program, ...parameters] = [...cli, "keys", "create", "--name", "Soak", "--role", "EDITOR"];
  const child = spawn(program, parameters, {
    cwd: data,
    env: { ...process.env, ONRECORD_DATA: data },
    stdio: ["ignore", "pipe", "inherit"],
  });
  return (await text(child.stdout)).trim();
}

async function sample(url) {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const figure = (name) => Number(new RegExp(`^${name} (\\S+)$`, "m").exec(metrics)?.[1]);
  return [figure("process_resident_memory_bytes") / 1e6, figure("nodejs_eventloop_lag_p99_seconds") * 1_000];
}

/** Prints the results. Returns whether all is well. */
function report({ outcomes, samples }) {
  for (const [outcome, count] of [...outcomes].sort()) console.log(`${String(count).padStart(8)}  ${outcome}`);
  const faults = [...outcomes.keys()].filter((outcome) => outcome.includes(": FAULT"));
  const grown = Object.entries(FIGURES).filter(([name, tolerance], i) => {
    const { before, after, grew } = growthOf(
      samples.map((each) => each[i]),
      tolerance,
    );
    console.log(
      `${name}: ${before.toFixed(1)} in the second quarter, ${after.toFixed(1)} in the last${grew ? ": GREW" : ""}`,
    );
    return grew;
  });
  return faults.length === 0 && grown.length === 0;
}
